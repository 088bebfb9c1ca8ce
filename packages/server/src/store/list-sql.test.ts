import { expect, it } from 'vitest';
import { scopeOf, things } from '../test-support/things.ts';
import { afterPrefix, listStatements } from './list-sql.ts';
import { tableOf } from './tables.ts';

it.each([
  ['inv_1', 'inv_2'],
  ['a', 'b'],
  ['\ud7ff', '\ue000'],
  ['\uffff', '\u{10000}'],
  ['\u{10fffe}', '\u{10ffff}'],
  ['a\u{10ffff}\u{10ffff}', 'b'],
  ['\u{10ffff}', undefined],
  ['', undefined],
])('puts the end of the prefix %j at %j', (prefix, end) => {
  expect(afterPrefix(prefix)).toBe(end);
});

it.each([
  ['desc', 5, '("count_integer", id) < (?, ?) AND "count_integer" >= ?', [5, 'a', 3]],
  ['desc', 9, '"count_integer" >= ? AND "count_integer" < ?', [3, 7]],
  ['asc', 5, '("count_integer", id) > (?, ?) AND "count_integer" < ?', [5, 'a', 7]],
  ['asc', 1, '"count_integer" >= ? AND "count_integer" < ?', [3, 7]],
] as const)('bounds a stretch once at either end: %s, after %i', (order, value, bounds, bound) => {
  const [valued] = listStatements(
    tableOf(things()),
    {
      scope: scopeOf('acme'),
      resource: 'things',
      filters: [{ column: 'count', op: 'gte', value: 0 }],
      sort: { column: 'count' },
      order,
      limit: 5,
      after: { value, id: 'a' },
    },
    '',
    { start: 3, stop: 7 },
  );
  expect(valued?.sql).toContain(`+"count_integer" >= ? AND ${bounds} ORDER BY`);
  expect(valued?.values).toEqual(['acme', 'test', 0, ...bound]);
});
