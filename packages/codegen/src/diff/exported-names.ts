import ts from 'typescript';
import { emitCore } from '../emit/core.ts';
import { emitReact } from '../emit/react.ts';
import { type Contract, emitAll } from '../generate.ts';
import type { Audience, Change } from './change.ts';
import type { OperationMatch } from './model-changes.ts';
import { typeChanges } from './type-changes.ts';
import type { TypeProgram } from './type-program.ts';

/** What users can import, by package and name: `@thrivestack-revenue/core Invoice`. */
export type ExportedNames = ReadonlyMap<string, ExportedName>;

interface ExportedName {
  readonly name: string;
  readonly package: 'core' | 'react';
  readonly type: boolean;
}

/** Lists what the generated entries of client and hooks export. */
export function exportedNames(contract: Contract): ExportedNames {
  const names = new Map<string, ExportedName>();
  for (const [path, text] of emitAll(contract, [emitCore, emitReact])) {
    const found = /^packages\/(core|react)\/.*\.gen\.ts$/.exec(path)?.[1];
    if (found !== 'core' && found !== 'react') continue;
    for (const { name, type } of reexports(path, text)) {
      names.set(`@thrivestack-revenue/${found} ${name}`, { name, package: found, type });
    }
  }
  return names;
}

/** The names that a file passes on (`export { a, type B } from`): only entries do that. */
function reexports(path: string, text: string): { name: string; type: boolean }[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause))
      return [];
    return statement.exportClause.elements.map((element) => ({
      name: element.name.text,
      type: statement.isTypeOnly || element.isTypeOnly,
    }));
  });
}

/** Compares what users can import; names of operations that came or went are left to these. */
export function nameChanges(
  base: ExportedNames,
  next: ExportedNames,
  match: OperationMatch,
  program: TypeProgram,
): Change[] {
  const lost = [...base].filter(([key, { name }]) => !next.has(key) && !belongsTo(name, match.lostNames));
  const found = [...next].filter(([key, { name }]) => !base.has(key) && !belongsTo(name, match.newNames));
  const successors = new Map<string, string>();
  const removals = lost.map(([key, exported]): Change => {
    const successor = found.find(
      ([other, candidate]) => !successors.has(other) && succeeds(program, exported, candidate),
    );
    if (successor) successors.set(successor[0], key);
    const what = `${kindOf(exported)} \`${exported.name}\``;
    const text = successor ? `${what} is called \`${successor[1].name}\` now` : `${what} is no longer exported`;
    return { bump: 'major', audience: audienceOf(exported), where: key, text };
  });
  const additions = found
    .filter(([key]) => !successors.has(key))
    .map(([key, exported]): Change => {
      const text = `${kindOf(exported)} \`${exported.name}\` is new`;
      return { bump: 'minor', audience: audienceOf(exported), where: key, text };
    });
  return [...removals, ...additions];
}

function belongsTo(name: string, stems: readonly string[]): boolean {
  return stems.some((stem) => name.includes(stem));
}

/** Whether a type is another one under a new name. */
function succeeds({ checker, named }: TypeProgram, lost: ExportedName, found: ExportedName): boolean {
  if (!lost.type || !found.type || lost.package !== found.package) return false;
  const [before, after] = [named('base', lost.name), named('next', found.name)];
  return before !== undefined && after !== undefined && typeChanges(checker, before, after, 'out').length === 0;
}

function kindOf({ name, type }: ExportedName): string {
  return type ? 'the type' : /^use[A-Z]/.test(name) ? 'the hook' : 'the function';
}

function audienceOf(exported: ExportedName): Audience[] {
  return exported.package === 'core' ? ['sdk'] : ['hooks'];
}
