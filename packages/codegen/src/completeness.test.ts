import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { completenessGaps } from './completeness.ts';
import { readSpec } from './spec-document.ts';

/** What is missing in the properties of a schema and the parameters of a list. */
function gapsOf(property: object, parameter: object): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'revenue-gaps-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'openapi.yaml');
  const root = {
    components: { schemas: { A: { properties: { a: property } } } },
    paths: {
      '/revenue/things': { get: { 'x-source': 'ours', parameters: [{ name: 'a', in: 'query', ...parameter }] } },
    },
  };
  writeFileSync(file, JSON.stringify(root, null, 2));
  return completenessGaps(readSpec(file, 'spec.yaml'));
}

const said = { description: 'A.', 'x-unit': 'text', 'x-source': 'ours', example: 'a' };

it('is content with a field and a parameter that say everything', () => {
  expect(gapsOf({ type: 'string', ...said }, said)).toEqual([]);
  // A group has no example of its own; a parameter has the source of its operation.
  const { example: _, ...group } = said;
  const { 'x-source': __, ...parameter } = said;
  expect(gapsOf({ type: 'object', ...group }, parameter)).toEqual([]);
});

it('notices what a field and a parameter leave unsaid, with the line', () => {
  const missing = (line: number, ...names: string[]): string[] =>
    names.map((name) => `spec.yaml:${line} lacks ${name}`);
  expect(gapsOf({ type: 'string' }, { schema: { type: 'string' } })).toEqual([
    ...missing(6, 'description', 'x-unit', 'example', 'x-source'),
    ...missing(18, 'description', 'x-unit', 'example'),
  ]);
});
