import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnValue, compareText, rowValue } from './columns.ts';
import type { ColumnDefinition } from './manifest.ts';
import { creditNotes } from './test-manifest.ts';

test('text is compared by its UTF-8 bytes', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1 }),
    fc.constantFrom('a', 'é', '\ue000', '\uffff', '😀', '\u{10000}'),
  );
  const text = fc.array(unit, { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 2000 },
  );
  // UTF-16 has it the other way round.
  expect('\uffff' < '😀').toBe(false);
  expect(compareText('\uffff', '😀')).toBeLessThan(0);
});

const column = (type: ColumnDefinition['type'], more = {}): ColumnDefinition => ({ field: 'f', type, ...more });

test.each([
  [column('text'), { f: 'a' }, 'a'],
  [column('text'), { f: 1 }, null],
  [column('instant'), { f: '2024-01-01T00:00:00.000Z' }, '2024-01-01T00:00:00.000Z'],
  [column('instant'), { f: '2024-01-01T01:00:00+01:00' }, '2024-01-01T00:00:00.000Z'],
  [column('instant'), { f: 'what was text before' }, null],
  [column('instant'), { f: 1704067200000 }, null],
  [column('boolean'), { f: true }, 1],
  [column('boolean'), { f: 'true' }, null],
  [column('integer'), { f: 7 }, 7],
  [column('integer'), { f: 7.5 }, null],
  [column('real'), { f: 0.5 }, 0.5],
  [column('real'), {}, null],
  [column('money', { currencyField: 'c' }), { f: 299.99, c: 'USD' }, 29_999],
  [column('money', { currencyField: 'c' }), { f: 1.005, c: 'KWD' }, 1005],
  [column('money', { currencyField: 'c' }), { f: 500, c: 'JPY' }, 500],
  [column('money', { currencyField: 'c' }), { f: 500 }, null],
  [column('money'), { f: 500, c: 'JPY' }, null],
])('%j of %j is %j', (definition, document, value) => {
  expect(columnValue(definition, document)).toBe(value);
});

test('a name that the prototype has is no value', () => {
  expect(columnValue({ field: 'toString', type: 'text' }, {})).toBeNull();
});

test('the key and the times of a row are columns too', () => {
  const [definition] = creditNotes.resources;
  if (!definition) throw new Error('no resource');
  const row = { id: 'n1', document: { pages: 3 }, createdAt: 1, updatedAt: 2 };
  const names = ['credit_note_id', 'pages', 'created_at', 'updated_at'];
  expect(names.map((name) => rowValue(definition, name, row))).toEqual(['n1', 3, 1, 2]);
  const shadowed = { ...definition, columns: [{ field: 'created_at', type: 'text' } as const] };
  expect(rowValue(shadowed, 'created_at', { ...row, document: { created_at: 'x' } })).toBe('x');
  expect(() => rowValue(definition, 'nothing', row)).toThrow('no column "nothing"');
});
