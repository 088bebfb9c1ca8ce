import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contract, readContract } from '../generate.ts';
import type { Model } from '../model.ts';
import { isObject, type JsonObject, readSpec } from '../spec-document.ts';
import { canonical, stableText } from './canonical.ts';
import { arrange, type Bump, type Change, largestBump } from './change.ts';
import { type ExportedNames, exportedNames, nameChanges } from './exported-names.ts';
import { matchOperations, modelChanges } from './model-changes.ts';
import { redoclyDiff } from './redocly.ts';
import { redoclyChanges } from './redocly-changes.ts';
import { typeProgram } from './type-program.ts';
import { usedTypeChanges } from './used-type-changes.ts';

/** What changed from one contract to another, and the bump that it asks for. */
export interface SpecDiff {
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

/** One contract, read and generated in memory. */
export interface Side {
  readonly contract: Contract;
  /** The contract in its canonical form. */
  readonly document: JsonObject;
  readonly names: ExportedNames;
}

/**
 * Reads a contract for a comparison.
 * @param shown How the file is named in errors.
 * @throws SpecError naming file, line and remedy.
 */
export async function readSide(file: string, shown?: string): Promise<Side> {
  const contract = await readContract(file, shown);
  const document = canonical(readSpec(file, shown));
  nameOperations(document, contract.model);
  return { contract, document, names: exportedNames(contract) };
}

/** Compares two contracts. Nothing is read from, or written to, the generated files. */
export async function diffSpecs(base: Side, next: Side): Promise<SpecDiff> {
  if (stableText(base.document) === stableText(next.document)) return { bump: 'none', changes: [] };
  const scratch = mkdtempSync(join(tmpdir(), 'revenue-diff-'));
  try {
    const reported = redoclyDiff(base.document, next.document, scratch);
    const [own] = await Promise.allSettled([Promise.resolve().then(() => ownChanges(base, next)), reported]);
    if (own.status === 'rejected') throw own.reason;
    const theirs = redoclyChanges(await reported, base.document, next.document, own.value);
    const changes = arrange([...own.value, ...theirs]);
    return { bump: largestBump(changes.map(({ bump }) => bump)), changes };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function ownChanges(base: Side, next: Side): Change[] {
  const [before, after] = [base.contract.model, next.contract.model];
  const match = matchOperations(before, after);
  const program = typeProgram(base.contract, next.contract);
  return [
    ...modelChanges(before, after, match),
    ...usedTypeChanges(match, program, [before, after]),
    ...nameChanges(base.names, next.names, match, program),
  ];
}

/** Fills in the operationIds that the contract leaves out. */
function nameOperations(document: JsonObject, model: Model): void {
  const paths = document['paths'];
  for (const { id, path, httpMethod } of model.resources.flatMap(({ operations }) => operations)) {
    const item = isObject(paths) ? paths[path] : undefined;
    const operation = isObject(item) ? item[httpMethod.toLowerCase()] : undefined;
    if (isObject(operation)) operation['operationId'] = id;
  }
}
