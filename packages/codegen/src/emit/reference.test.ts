import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readContract } from '../generate.ts';
import type { Json } from '../model.ts';
import { isObject, readSpec } from '../spec-document.ts';
import { cell } from './markdown.ts';
import { emitReference } from './reference.ts';

const specFile = fileURLToPath(new URL('../../../../spec/openapi.yaml', import.meta.url));

async function reference(file: string): Promise<string> {
  return emitReference((await readContract(file, 'spec.yaml')).model).get('docs/reference.md') ?? '';
}

/** What the contract itself says of every field and parameter, read without the generator's model. */
function said(value: Json, inside = ''): { name: string; texts: string[] }[] {
  if (Array.isArray(value)) return value.flatMap((member) => said(member, inside));
  if (!isObject(value)) return [];
  const parameter = typeof value['in'] === 'string' && typeof value['name'] === 'string' && isObject(value['schema']);
  const name = inside === 'properties' ? '' : parameter ? String(value['name']) : '';
  const texts = (of: Json): string[] =>
    isObject(of)
      ? ['description', 'x-unit'].flatMap((key) => (typeof of[key] === 'string' ? [String(of[key])] : []))
      : [];
  const own = parameter ? [{ name, texts: texts(value) }] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, member]) => {
      const field = inside === 'properties' ? [{ name: key, texts: texts(member) }] : [];
      return [...field, ...said(member, inside === 'properties' ? '' : key)];
    }),
  ];
}

describe('the API reference', () => {
  it('mentions every field and parameter of our contract with what it says of them', async () => {
    const text = await reference(specFile);
    const fields = said(readSpec(specFile).root);
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    const missing = fields.filter(
      ({ name, texts }) =>
        !rows.some((row) => {
          const first = row.split(' | ')[0]?.slice('| `'.length, -1) ?? '';
          return first.split('.').at(-1)?.replace('[]', '') === name && texts.every((one) => row.includes(cell(one)));
        }),
    );
    expect(fields.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('has a heading, a request and every sample for each operation', async () => {
    const text = await reference(specFile);
    const { model } = await readContract(specFile);
    for (const { id, httpMethod, path } of model.resources.flatMap(({ operations }) => operations)) {
      expect(text).toContain(`\n### ${id}\n`);
      expect(text).toContain(`\`${httpMethod} ${path}\``);
      for (const ending of ['sh', 'mjs', 'go', 'ts', 'tsx']) expect(text).toContain(`(samples/${id}.${ending})`);
    }
  });

  it('keeps tables and page whole, whatever a description says', async () => {
    const odd = 'a | b <script>alert(1)</script> `c | <d>`\n\n# no heading & more';
    const path = join(mkdtempSync(join(tmpdir(), 'revenue-odd-')), 'spec.yaml');
    const spec = readFileSync(specFile, 'utf8');
    writeFileSync(
      path,
      spec.replace('description: Customer ID in your billing system.', `description: ${JSON.stringify(odd)}`),
    );
    const text = await reference(path);
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('\n# no heading');
    expect(text).toContain('a \\| b &lt;script&gt;alert(1)&lt;/script&gt; `c \\| <d>` # no heading &amp; more');
  });
});
