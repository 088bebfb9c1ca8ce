import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { emitEngine } from './emit/engine.ts';
import { readContract } from './generate.ts';

const ours = readFileSync(fileURLToPath(new URL('../../../spec/openapi.yaml', import.meta.url)), 'utf8');

it('gives the fields of a summary columns, also where no filter and no order uses them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'revenue-summary-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'openapi.yaml');
  // The group is a filter no more: what filtered it filters the customer a second time.
  writeFileSync(
    file,
    ours.replaceAll('x-filter: { field: group_id, op: eq }', 'x-filter: { field: customer_id, op: eq }'),
  );
  const { model } = await readContract(file);
  const invoices = model.resources.find(({ name }) => name === 'invoices');
  expect(invoices?.columns).toContainEqual({ field: 'group_id', type: 'text' });
  const [text] = emitEngine(model).values();
  expect(text).toContain('{ field: "group_id", type: "folded" }');
});
