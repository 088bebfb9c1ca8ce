import { expect, test } from 'vitest';
import { manifest } from './generated/manifest.gen.ts';
import { type ResourceDefinition, resourceDefinition } from './manifest.ts';
import { summaryBody } from './summary.ts';
import { mergeLines, summaryDeltas, summaryLines } from './summary-lines.ts';

const definition = resourceDefinition(manifest, 'invoices');
const document = {
  customer_id: 'c',
  group_id: 'G  1',
  issue_date: '2024-01-31T23:59:59.999Z',
  amount: 1.5,
  currency: 'USD',
};

test('a row adds to one line of each part', () => {
  expect(summaryLines(definition, document)).toEqual([
    { part: 'total', head: 'USD', value: '', count: 1, total: 150n },
    { part: 'month', head: 'USD', value: '2024-01', count: 1, total: 150n },
    { part: 'day', head: 'USD', value: '', count: 1, total: 150n },
    { part: 'top', head: 'USD', value: 'c', count: 1, total: 150n },
    { part: 'near', head: 'g 1', value: 'G  1', count: 1, total: 0n },
  ]);
});

test('a row without an amount or a currency belongs to no total, but its text is counted', () => {
  const near = { part: 'near', head: 'g', value: 'g', count: 1, total: 0n };
  expect(summaryLines(definition, { group_id: 'g', currency: 'USD' })).toEqual([near]);
  expect(summaryLines(definition, { group_id: 'g', amount: 1 })).toEqual([near]);
  expect(summaryLines(definition, { amount: 1, currency: 'USD' })).toHaveLength(2);
});

test('an update changes only the lines that it moves', () => {
  const after = { ...document, amount: 2, due_date: '2024-02-01T00:00:00.000Z' };
  expect(summaryDeltas(definition, document, { ...document })).toEqual([]);
  expect(summaryDeltas(definition, document, after)).toEqual([
    { part: 'total', head: 'USD', value: '', count: 0, total: 50n },
    { part: 'month', head: 'USD', value: '2024-01', count: 0, total: 50n },
    { part: 'day', head: 'USD', value: '', count: -1, total: -150n },
    { part: 'top', head: 'USD', value: 'c', count: 0, total: 50n },
    { part: 'day', head: 'USD', value: '2024-02-01', count: 1, total: 200n },
  ]);
  expect(
    mergeLines([...summaryDeltas(definition, undefined, after), ...summaryDeltas(definition, after, undefined)]),
  ).toEqual([]);
});

test('parts that the contract does not ask for are left out of the lines and of the answer', () => {
  const { summary, ...rest } = definition;
  expect(summaryLines(rest, document)).toEqual([]);
  const plain: ResourceDefinition = { ...rest, summary: { measure: 'amount', unit: 'currency' } };
  const lines = summaryLines(plain, document);
  expect(lines.map(({ part }) => part)).toEqual(['total']);
  expect(summaryBody(plain, lines, 0)).toEqual({
    as_of: '1970-01-01T00:00:00.000Z',
    currencies: [{ currency: 'USD', count: 1, total: '1.50' }],
  });
  expect(summary?.month).toBeDefined();
});

test('a currency that is no longer active does not break the summary', () => {
  const line = { part: 'total', value: '', count: 1, total: 1n } as const;
  const body = summaryBody(
    definition,
    [
      { ...line, head: 'HRK' },
      { ...line, head: 'EUR' },
    ],
    0,
  );
  expect(body['currencies']).toMatchObject([{ currency: 'EUR', total: '0.01' }]);
});
