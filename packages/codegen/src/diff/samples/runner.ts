import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bump, sentence } from '../change.ts';
import { diffSpecs, readSide, type Side } from '../diff-specs.ts';
import type { Sample } from './sample.ts';

const SPEC = fileURLToPath(new URL('../../../../../spec/openapi.yaml', import.meta.url));

/** What a sample gave: the bump, and the sentences that are told. */
export interface SampleResult {
  readonly bump: Bump;
  readonly told: readonly string[];
}

/** Makes a runner of samples on the repository's contract. A text is read and generated once. */
export function sampleRunner(): (sample: Sample) => Promise<SampleResult> {
  const text = readFileSync(SPEC, 'utf8');
  const sides = new Map<string, Promise<Side>>();
  const side = (contract: string): Promise<Side> => {
    const known = sides.get(contract) ?? readText(contract);
    sides.set(contract, known);
    return known;
  };
  return async ({ base, edit }) => {
    const before = base ? base(text) : text;
    const { bump, changes } = await diffSpecs(await side(before), await side(edit ? edit(before) : text));
    return { bump, told: changes.map(sentence) };
  };
}

async function readText(text: string): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'revenue-sample-'));
  try {
    const file = join(folder, 'spec.yaml');
    writeFileSync(file, text);
    return await readSide(file, 'spec.yaml');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
