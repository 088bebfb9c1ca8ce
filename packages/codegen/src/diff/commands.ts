import { join } from 'node:path';
import { completenessGaps } from '../completeness.ts';
import { readSpec, SpecError } from '../spec-document.ts';
import { type Base, readBase, readCurrent, SPEC } from './base.ts';
import { checkDeclared, declaredBump, writeChangeset } from './changeset.ts';
import { diffSpecs, type SpecDiff } from './diff-specs.ts';
import { redoclyLint } from './redocly.ts';
import { jsonReport, textReport } from './report.ts';

/** What a command was asked for. */
export interface CommandOptions {
  /** The repository's root. */
  readonly root: string;
  /** A spec file or a git revision; default: what was released last. */
  readonly base?: string | undefined;
  readonly json: boolean;
}

/** How a command ended. */
export interface CommandResult {
  readonly code: 0 | 1;
  /** For stdout. */
  readonly output: string;
  /** For stderr. */
  readonly note?: string;
}

const COMMANDS: Readonly<Record<string, (options: CommandOptions) => Promise<CommandResult>>> = {
  lint,
  diff,
  changeset,
  check,
};

/**
 * Runs one of `lint`, `diff`, `changeset`, `check`.
 * @throws SpecError for a bad contract or an unknown command.
 */
export function runCommand(name: string, options: CommandOptions): Promise<CommandResult> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new SpecError(`"${name}" is no command; use ${Object.keys(COMMANDS).join(', ')}.`);
  return command(options);
}

/** Our own reading comes first: its errors name the remedy. */
async function lint({ root }: CommandOptions): Promise<CommandResult> {
  await readCurrent(root);
  const gaps = completenessGaps(readSpec(join(root, SPEC), SPEC)).map((gap) => `${gap}.\n`);
  const { clean, output } = await redoclyLint(SPEC, root);
  return { code: clean && gaps.length === 0 ? 0 : 1, output: gaps.join('') + output };
}

async function diff(options: CommandOptions): Promise<CommandResult> {
  const { base, found } = await compare(options);
  const note = base.side ? {} : { note: nothingYet(base) };
  if (options.json) return { code: 0, output: `${jsonReport(found)}\n`, ...note };
  return { code: 0, output: base.side ? textReport(found, base.name) : 'none: nothing is released yet.\n', ...note };
}

async function changeset(options: CommandOptions): Promise<CommandResult> {
  const { base, found } = await compare(options);
  if (!base.side) return { code: 0, output: `${nothingYet(base)} No changeset is needed.\n` };
  const result = writeChangeset(options.root, found);
  if (!result)
    return { code: 0, output: `Nothing that has an effect changed since ${base.name}: no changeset is needed.\n` };
  const done = result.written
    ? `Wrote ${result.path} (${found.bump}).\n`
    : `${result.path} stands already (${found.bump}) and was left as it is.\n`;
  const older = result.earlier.map(
    (path) => `${path} was written for an earlier state; remove it if this one replaces it.\n`,
  );
  return { code: 0, output: [done, ...older].join('') };
}

async function check(options: CommandOptions): Promise<CommandResult> {
  const { base, found } = await compare(options);
  if (!base.side) return { code: 0, output: `${nothingYet(base)}\n` };
  const { ok, text } = checkDeclared(found, declaredBump(options.root), base.name);
  return ok ? { code: 0, output: `${text}\n` } : { code: 1, output: '', note: text };
}

async function compare({ root, base: name }: CommandOptions): Promise<{ base: Base; found: SpecDiff }> {
  const current = await readCurrent(root);
  const base = await readBase(root, name);
  return { base, found: base.side ? await diffSpecs(base.side, current) : { bump: 'none', changes: [] } };
}

function nothingYet({ name }: Base): string {
  return `Nothing is released yet: there is no ${name}.`;
}
