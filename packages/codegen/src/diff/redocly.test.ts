import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { SpecError } from '../spec-document.ts';
import { redoclyDiff } from './redocly.ts';
import { all, drop, type Edit, put, renameSchema, schema } from './samples/edits.ts';

// Every comparison starts redocly.
vi.setConfig({ testTimeout: 60_000 });

const text = readFileSync(fileURLToPath(new URL('../../../../spec/openapi.yaml', import.meta.url)), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'revenue-redocly-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function impacts(base: Edit, edit: Edit): Promise<string[]> {
  const before = base(text);
  const changes = await redoclyDiff(parse(before), parse(edit(before)), scratch);
  return changes.map(({ impact }) => impact);
}

it('calls a renamed schema and a wider request enum patches: that is why types are compared', async () => {
  const status = (values: string[]): Edit => put(schema('CreateInvoice', 'status'), { type: 'string', enum: values });
  expect(await impacts((same) => same, renameSchema('Invoice', 'BillingInvoice'))).toEqual(['patch']);
  expect(await impacts(status(['draft']), status(['draft', 'open']))).toEqual(['patch']);
});

it('judges what the types cannot show', async () => {
  const format = schema('Invoice', 'created_at', 'format');
  expect(await impacts((same) => same, all(drop(format)))).toEqual(['major']);
});

it('says what it cannot compare', async () => {
  await expect(redoclyDiff({ openapi: '1.0.0' }, parse(text), scratch)).rejects.toThrow(SpecError);
});
