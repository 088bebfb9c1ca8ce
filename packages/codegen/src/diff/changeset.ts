import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SpecError } from '../spec-document.ts';
import { type Bump, compareBumps, largestBump } from './change.ts';
import type { SpecDiff } from './diff-specs.ts';
import { jsonReport, sections } from './report.ts';

const FOLDER = '.changeset';
const BUMPS: readonly string[] = ['major', 'minor', 'patch', 'none'];
const OPENINGS: Readonly<Record<Exclude<Bump, 'none'>, string>> = {
  major: 'The API contract changed in ways that can break your code.',
  minor: 'The API contract grew; what you have keeps working.',
  patch: 'The texts of the API contract changed.',
};

/** A changeset that was written, or stood there already. */
export interface WrittenChangeset {
  /** Path from the repository's root. */
  readonly path: string;
  readonly written: boolean;
  /** Changesets of earlier states of the same change, which this one may replace. */
  readonly earlier: readonly string[];
}

/**
 * Writes the changeset of a difference for all published packages; the file is named after its content.
 * An existing file is left as it is: the same change twice gives one changeset.
 * @throws SpecError when the packages cannot be told.
 */
export function writeChangeset(root: string, diff: SpecDiff): WrittenChangeset | undefined {
  if (diff.bump === 'none') return undefined;
  const digest = createHash('sha256').update(jsonReport(diff)).digest('hex').slice(0, 8);
  const name = `spec-${digest}.md`;
  const path = `${FOLDER}/${name}`;
  const file = join(root, path);
  const written = !existsSync(file);
  if (written) writeFileSync(file, changesetText(diff, diff.bump, publishedPackages(root)), { flag: 'wx' });
  const earlier = changesetFiles(root).filter((other) => /^spec-[0-9a-f]{8}\.md$/.test(other) && other !== name);
  return { path, written, earlier: earlier.map((other) => `${FOLDER}/${other}`) };
}

/** Reads the largest bump that the pending changesets declare for a published package. */
export function declaredBump(root: string): Bump {
  const published = publishedPackages(root);
  return largestBump(
    changesetFiles(root).flatMap((name) => {
      const releases = frontMatter(root, name);
      return published.flatMap((each) => {
        const bump = releases[each];
        return isBump(bump) ? [bump] : [];
      });
    }),
  );
}

/** What `spec:check` found: the declared bump suffices, or the sentences that say why not. */
export function checkDeclared(diff: SpecDiff, declared: Bump, base: string): { ok: boolean; text: string } {
  if (diff.bump === 'none') return { ok: true, text: `The contract asks for no version since ${base}.` };
  if (compareBumps(declared, diff.bump) >= 0) {
    return { ok: true, text: `The contract asks for a ${diff.bump} version since ${base}; ${declared} is declared.` };
  }
  const demanding = diff.changes.filter(({ bump }) => compareBumps(bump, declared) > 0);
  const reasons = sections(demanding).flatMap(({ lines }) => lines.map(({ bump, text }) => `  ${bump}: ${text}`));
  const says = declared === 'none' ? 'no changeset declares a version' : `the changesets declare only ${declared}`;
  const gap = `too small by ${distance(declared, diff.bump)}`;
  const remedy = 'Run `pnpm spec:changeset` and commit what it writes, or take the change back.';
  const text = `The contract asks for a ${diff.bump} version since ${base}, but ${says}: ${gap}.`;
  return { ok: false, text: [text, ...reasons, remedy].join('\n') };
}

function distance(declared: Bump, required: Bump): string {
  const order = ['none', 'patch', 'minor', 'major'];
  const steps = order.indexOf(required) - order.indexOf(declared);
  return `${steps} ${steps === 1 ? 'step' : 'steps'} (${order
    .slice(order.indexOf(declared))
    .slice(0, steps + 1)
    .join(' → ')})`;
}

function changesetText({ changes }: SpecDiff, bump: Exclude<Bump, 'none'>, packages: readonly string[]): string {
  const releases = packages.map((name) => `'${name}': ${bump}`);
  const body = sections(changes).flatMap(({ title, lines }) => [
    '',
    `${title}:`,
    '',
    ...lines.map((line) => `- ${line.bump === 'major' ? 'Breaking: ' : ''}${line.text}`),
  ]);
  return `${['---', ...releases, '---', '', OPENINGS[bump], ...body].join('\n')}\n`;
}

/** The packages that share one version: the fixed groups of the configuration. */
function publishedPackages(root: string): string[] {
  const file = join(root, FOLDER, 'config.json');
  const config = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { fixed?: string[][] }) : {};
  const packages = (config.fixed ?? []).flat();
  if (packages.length === 0)
    throw new SpecError(`${FOLDER}/config.json: "fixed" names no package; list the published ones.`);
  return packages;
}

function changesetFiles(root: string): string[] {
  const folder = join(root, FOLDER);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
}

function frontMatter(root: string, name: string): Record<string, unknown> {
  const text = readFileSync(join(root, FOLDER, name), 'utf8');
  const [, head] = /^\s*---\r?\n([\s\S]*?)\r?\n---\s*(?:\r?\n|$)/.exec(text) ?? [];
  const releases: unknown = head === undefined ? undefined : parse(head);
  if (head === undefined || (releases !== null && typeof releases !== 'object')) {
    throw new SpecError(`${FOLDER}/${name}: no list of packages between two lines "---"; write it as changesets do.`);
  }
  return (releases ?? {}) as Record<string, unknown>;
}

function isBump(value: unknown): value is Bump {
  return typeof value === 'string' && BUMPS.includes(value);
}
