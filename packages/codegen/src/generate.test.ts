import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readContract } from './generate.ts';
import type { Model, Operation, Resource } from './model.ts';

const specFile = fileURLToPath(new URL('../../../spec/openapi.yaml', import.meta.url));
const bareFile = fileURLToPath(new URL('../fixtures/bare.yaml', import.meta.url));

/** Reads the contract after `edit` changed its text; errors name it `spec.yaml`. */
async function readEdited(file: string, edit: (text: string) => string): Promise<Model> {
  const before = readFileSync(file, 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  const path = join(mkdtempSync(join(tmpdir(), 'revenue-spec-')), 'spec.yaml');
  writeFileSync(path, after);
  return (await readContract(path, 'spec.yaml')).model;
}

function named(model: Model, name: string): Resource {
  const found = model.resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

function operation(resource: Resource, kind: Operation['kind']): Operation {
  const found = resource.operations.find((candidate) => candidate.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

describe('our contract', () => {
  it('gives each operation its names', async () => {
    const invoices = named((await readContract(specFile)).model, 'invoices');
    expect(invoices).toMatchObject({ name: 'invoices', noun: 'Invoice', nounPlural: 'Invoices', key: 'invoice_id' });
    expect(invoices.operations.map(({ id, method, hook }) => [id, method, hook])).toEqual([
      ['createInvoice', 'create', 'useCreateInvoice'],
      ['updateInvoice', 'update', 'useUpdateInvoice'],
      ['deleteInvoice', 'delete', 'useDeleteInvoice'],
      ['getInvoice', 'get', 'useGetInvoice'],
      ['listInvoices', 'list', 'useListInvoices'],
      ['listInvoiceHistory', 'listHistory', 'useListInvoiceHistory'],
      ['getInvoiceSummary', 'getSummary', 'useGetInvoiceSummary'],
    ]);
  });

  it('finds what cannot change, what is money, and what has a default', async () => {
    const { fields } = named((await readContract(specFile)).model, 'invoices');
    const names = (test: (field: (typeof fields)[number]) => boolean): string[] =>
      fields.filter(test).map(({ name }) => name);
    expect(names((field) => field.immutable)).toEqual(['customer_id', 'group_id']);
    expect(names((field) => field.shape.currencyField === 'currency')).toEqual(['amount']);
    expect(names((field) => field.shape.kind === 'currency')).toEqual(['currency']);
    expect(names((field) => field.default === 'USD')).toEqual(['currency']);
    expect(names((field) => field.readAsNull)).toEqual(['due_date']);
  });

  it('never has a default on PUT', async () => {
    const model = await readEdited(specFile, (text) =>
      text.replace(
        '        currency:\n          type: string\n          description: >-\n',
        '        currency:\n          type: string\n          default: EUR\n          description: >-\n',
      ),
    );
    const update = operation(named(model, 'invoices'), 'update');
    expect(update.bodyShape?.fields?.['currency']).toEqual({ type: 'string', kind: 'currency' });
    expect(update.body.find(({ name }) => name === 'currency')).not.toHaveProperty('default');
    const create = operation(named(model, 'invoices'), 'create');
    expect(create.body.find(({ name }) => name === 'currency')).toHaveProperty('default', 'USD');
  });

  it('takes every type name from the generated types', async () => {
    const { model, typesSource } = await readContract(specFile);
    const used = model.resources.flatMap(({ operations }) => operations.flatMap(({ types }) => types.imports));
    expect(used.length).toBeGreaterThan(5);
    for (const name of used) expect(typesSource).toMatch(new RegExp(`^export type ${name} `, 'm'));
  });
});

describe('a resource that says nothing special', () => {
  it('has names, key and operations all the same', async () => {
    const notes = named((await readContract(bareFile)).model, 'credit-notes');
    expect(notes).toMatchObject({
      name: 'credit-notes',
      property: 'creditNotes',
      noun: 'CreditNote',
      key: 'credit_note_id',
      alreadyExistsCode: 'credit_note_already_exists',
    });
    expect(notes.operations.map(({ id, method, summary }) => [id, method, summary])).toEqual([
      ['createCreditNote', 'create', 'Create a credit note'],
      ['updateCreditNote', 'update', 'Update a credit note'],
      ['deleteCreditNote', 'delete', 'Delete a credit note'],
    ]);
    expect(operation(notes, 'create').types.body).toBe("CreateCreditNoteData['body']");
  });

  it('stores update fields that the create body lacks, and keeps defaults off PUT', async () => {
    const notes = named((await readContract(bareFile)).model, 'credit-notes');
    expect(notes.fields.map(({ name, immutable }) => [name, immutable])).toEqual([
      ['reason', true],
      ['quantity', true],
      ['points', false],
      ['closed_at', false],
    ]);
    expect(operation(notes, 'create').bodyShape?.fields?.['points']).toEqual({ type: 'integer', default: 3 });
    expect(operation(notes, 'update').bodyShape?.fields?.['points']).toEqual({ type: 'integer' });
  });
});

describe('a fault of the contract is named with its line and a remedy', () => {
  it.each<[string, (text: string) => string, RegExp]>([
    ['broken YAML', (text) => text.replace('paths:', 'paths: {'), /^spec\.yaml:\d+: /],
    [
      'a dangling $ref',
      (text) => text.replace('schemas/CreateInvoice', 'schemas/Nothing'),
      /^spec\.yaml:\d+: "#\/components\/schemas\/Nothing" does not exist/,
    ],
    [
      'x-money without its field',
      (text) => text.replaceAll('x-money: { currency: currency }', 'x-money: { currency: money }'),
      /^spec\.yaml:\d+: x-money of "amount" names "money"/,
    ],
    [
      'x-money on text',
      (text) =>
        text.replace(
          'example: cust_123\n        group_id',
          'example: cust_123\n          x-money: { currency: currency }\n        group_id',
        ),
      /x-money stands on a number/,
    ],
    [
      'a filter on an unknown field',
      (text) => text.replace('x-filter: { field: customer_id, op: eq }', 'x-filter: { field: customer, op: eq }'),
      /x-filter of "customer_id" must be/,
    ],
    [
      'an unknown sort field',
      (text) => text.replace('enum: [created_at, issue_date', 'enum: [made_at, issue_date'),
      /"made_at" is none/,
    ],
    [
      'two operations of one name',
      (text) => text.replace('operationId: updateInvoice', 'operationId: createInvoice'),
      /"createInvoice" names two operations/,
    ],
    ['an unknown method', (text) => text.replace('    put:\n', '    patch:\n'), /PATCH is not generated/],
    [
      'an unknown path below a resource',
      (text) => text.replace('/revenue/invoices/{invoice_id}:', '/revenue/invoices/{invoice_id}/lines:'),
      /is not generated; under "\/revenue\/invoices"/,
    ],
    [
      'a resource that begins with a digit',
      (text) => text.replace('/revenue/invoices:', '/revenue/1099-forms:'),
      /^spec\.yaml:\d+: "\/revenue\/1099-forms" is no resource path; .* a letter first/,
    ],
    [
      'a pattern that is no regular expression',
      (text) =>
        text.replace('          example: cust_123\n        group_id', '          pattern: "("\n        group_id'),
      /^spec\.yaml:\d+: the pattern "\(" is no regular expression with the flag u \(.+\); correct it\./,
    ],
    [
      'a pattern that can take for ever',
      (text) =>
        text.replace('          example: cust_123\n        group_id', '          pattern: "^(a+)+$"\n        group_id'),
      /^spec\.yaml:\d+: the pattern "\^\(a\+\)\+\$" can take time that doubles .*; let no repetition/,
    ],
    [
      'a field that is none',
      (text) => text.replace('        group_id:\n', '        __proto__: { type: string }\n        group_id:\n'),
      /^spec\.yaml:\d+: "__proto__" cannot be a field/,
    ],
    [
      'a field that every object has',
      (text) => text.replace('        group_id:\n', '        constructor: { type: string }\n        group_id:\n'),
      /^spec\.yaml:\d+: "constructor" cannot be a field: .*; rename it/,
    ],
    ['no scope', (text) => text.replace('- apiKey: [revenue]', '- apiKey: []'), /no scope for/],
    [
      'stale names no resource',
      (text) =>
        text.replace(
          '      x-source: vendor\n      requestBody',
          '      x-invalidates: [payments]\n      x-source: vendor\n      requestBody',
        ),
      /x-invalidates must be a list of resources/,
    ],
  ])('%s', async (_name, edit, message) => {
    await expect(readEdited(specFile, edit)).rejects.toThrow(message);
  });
});
