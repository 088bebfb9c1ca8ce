import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { largeSpec, MOST_OPERATIONS, OPERATIONS_PER_RESOURCE } from '../../../benchmarks/codegen/large-spec.ts';
import { emitCore } from './emit/core.ts';
import { emitEngine } from './emit/engine.ts';
import { emitReact } from './emit/react.ts';
import { emitReference } from './emit/reference.ts';
import { emitSamples } from './emit/samples.ts';
import { emitAll, readContract } from './generate.ts';
import type { Files } from './model.ts';

const OPERATIONS = 1000;
const RESOURCES = OPERATIONS / OPERATIONS_PER_RESOURCE;

async function generated(operations: number): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), 'revenue-large-'));
  try {
    const file = join(folder, 'spec.yaml');
    writeFileSync(file, largeSpec(operations));
    return emitAll(await readContract(file, 'spec.yaml'), [
      emitCore,
      emitEngine,
      emitReact,
      emitSamples,
      emitReference,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(files: Files, paths: RegExp, pattern: RegExp): number {
  const texts = [...files].filter(([path]) => paths.test(path)).map(([, text]) => text);
  return texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
}

// Some seconds on two idle cores; the limit is for busy ones, and what grows with the cube takes far longer.
it('generates everything for 1,000 operations', { timeout: 60_000 }, async () => {
  const files = await generated(OPERATIONS);
  const core = /core\/src\/generated\//;
  expect(count(files, /functions\.gen\.ts$/, /^export function \w+\(client: Client, /gm)).toBe(OPERATIONS);
  expect(count(files, /operations\.gen\.ts$/, /^ {2}\{ method: /gm)).toBe(OPERATIONS);
  expect(count(files, core, /^export interface \w+Resource \{$/gm)).toBe(RESOURCES);
  expect(count(files, core, /^export const \w+Validator: /gm)).toBe(RESOURCES * 3);
  // A write has one hook, a get two (suspense), a list four (infinite).
  expect(count(files, /\.hooks\.gen\.ts$/, /^export function use/gm)).toBe(RESOURCES * (3 + 2 + 4));
  expect(count(files, /manifest\.gen\.ts$/, /alreadyExistsCode: /g)).toBe(RESOURCES);
  // cURL, JavaScript, Go, SDK and hook.
  expect([...files.keys()].filter((path) => path.startsWith('docs/samples/'))).toHaveLength(OPERATIONS * 5);
  expect(count(files, /reference\.md$/, /^### \w+$/gm)).toBe(OPERATIONS);
});

it('makes the same large contract every time, and none of another size', () => {
  expect(largeSpec(50)).toBe(largeSpec(50));
  expect(largeSpec(50).match(/operationId: /g)).toHaveLength(50);
  for (const size of [0, 3, MOST_OPERATIONS + OPERATIONS_PER_RESOURCE])
    expect(() => largeSpec(size)).toThrow(RangeError);
});
