import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { consumers } from './installed.mjs';
import { runNode } from './node.mjs';

/*
 * What our types cost an editor: instantiations of TypeScript 6 for a file of a user, over those for an empty one.
 * Types that are computed from a schema take thousands for one call.
 */

let none;
beforeAll(async () => {
  none = await instantiations('empty.ts');
});

it.each([
  ['one call', 'one-call.ts', 200],
  ['every call of the client with resources', 'resources.ts', 200],
  // A status is one number of hundreds, and each of them is a type.
  ['a switch over the status of an error', 'errors.ts', 3_000],
])('%s', async (name, file, limit) => {
  const count = (await instantiations(file)) - none;
  console.info(`${name}: ${count} instantiations, of ${limit}`);
  expect(count).toBeLessThanOrEqual(limit);
  // The packed types were read.
  expect(count).toBeGreaterThan(0);
});

async function instantiations(file) {
  const tsc = consumers.inModules('typescript-6', 'bin', 'tsc');
  const flags = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--extendedDiagnostics'];
  const target = ['--target', 'es2022', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', 'node'];
  const { code, stdout } = await runNode([tsc, ...flags, ...target, join('cost', file)]);
  expect(stdout).not.toContain('error TS');
  expect(code).toBe(0);
  return Number(/^Instantiations:\s+(\d+)/m.exec(stdout)?.[1]);
}
