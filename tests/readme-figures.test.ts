import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it('the README of core shows the figures of the committed result', async () => {
  const path = '../benchmarks/sdk/readme.mjs';
  const { withFigures } = (await import(path)) as { withFigures(readme: string, result: unknown): string };
  const readme = read('packages/core/README.md');
  expect(readme).toBe(withFigures(readme, JSON.parse(read('benchmarks/results/sdk.json'))));
});
