import {
  type CursorPosition,
  type JsonObject,
  type ListFilter,
  type ListQuery,
  type Manifest,
  rowValue,
} from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DirectWriter, directWriter } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, things } from '../test-support/things.ts';
import { listStatements } from './list-sql.ts';
import { type Effort, pageOf } from './page.ts';
import { ROW_COLUMNS, type SqlRow, toStoredRow } from './rows.ts';
import { openSqliteStore } from './sqlite.ts';
import { Statements } from './statements.ts';
import { tableOf } from './tables.ts';
import { tighten } from './tighten.ts';
import { ZoneSearch } from './zone-sql.ts';
import { zonesOf } from './zones.ts';

const SORTS = ['created_at', 'due', 'price', 'count', 'ratio'];

/** Things whose list has a filter of every kind. */
const resource = {
  ...things(),
  operations: things().operations.map((operation) => ({
    ...operation,
    query: [
      ...(operation.query ?? []).map((parameter) =>
        parameter.role.kind === 'sort-field'
          ? { ...parameter, shape: { type: 'string' as const, enum: SORTS } }
          : parameter,
      ),
      ...(['due', 'price', 'count', 'ratio'] as const).map((field) => ({
        name: `${field}_from`,
        role: { kind: 'filter' as const, field, op: 'gte' as const },
        shape: { type: 'string' as const },
      })),
      ...(['currency', 'done'] as const).map((field) => ({
        name: field,
        role: { kind: 'filter' as const, field, op: 'eq' as const },
        shape: { type: 'string' as const },
      })),
    ],
  })),
};
const manifest: Manifest = {
  title: 'Things',
  keyHeader: 'x-api-key',
  scopes: ['revenue'],
  resources: [resource],
  builtins: [],
};
const table = tableOf(resource);
const zones = zonesOf(table);
let writer: DirectWriter;
let statements: Statements;

beforeAll(async () => {
  const data = tempFolder(afterAll);
  await openSqliteStore({ data, manifest }).close();
  writer = directWriter(data, manifest, 2);
  statements = new Statements(writer.connection);
});
afterAll(() => writer.close());

const DAY_MS = 86_400_000;
const day = (number: number): string => new Date(Date.UTC(2026, 0, 1 + number, number % 24)).toISOString();
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 4 });
const names = fc.constantFrom(...Array.from({ length: 30 }, (_, number) => `name ${number}`), '"', '\\', '\u{1f600}');
const values = {
  name: names,
  due: fc.nat(20).map(day),
  price: fc.nat(300),
  count: fc.integer({ min: -9, max: 9 }),
  ratio: fc.double({ noNaN: true, noDefaultInfinity: true }),
  done: fc.nat(1),
  currency: fc.constantFrom('USD', 'EUR'),
  created_at: fc.nat(9).map((number) => number * DAY_MS),
  thing_id: fc.nat(149).map(String),
};
const fields = fc.record({
  name: optional(values.name),
  due: optional(values.due),
  price: optional(values.price),
  count: optional(values.count),
  ratio: optional(values.ratio),
  done: optional(fc.boolean()),
  currency: values.currency,
});
const write = fc.record({
  kind: fc.constantFrom('create', 'create', 'update', 'delete'),
  id: fc.nat(149).map(String),
  at: fc.nat(9 * DAY_MS),
  fields,
});
const filter: fc.Arbitrary<ListFilter> = fc.oneof(
  ...Object.entries(values).map(([column, value]) =>
    fc.record({
      column: fc.constant(column),
      op: fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte'),
      value: value as fc.Arbitrary<string | number>,
    }),
  ),
  fc.record({
    column: fc.constant('due'),
    op: fc.constant('prefix' as const),
    value: fc.constantFrom('2026-01-1', ''),
  }),
  fc.record({ column: fc.constant('thing_id'), op: fc.constant('prefix' as const), value: fc.constantFrom('1', '3') }),
);
const question = fc.record({
  filters: fc.array(filter, { maxLength: 2 }),
  sort: fc.constantFrom(...SORTS, 'thing_id'),
  order: fc.constantFrom('asc', 'desc'),
  limit: fc.integer({ min: 1, max: 7 }),
  effort: fc.record({
    few: fc.constantFrom(0, 3),
    first: fc.constantFrom(1, 5),
    next: fc.constantFrom(1, 9),
    enough: fc.constantFrom(0, 10, 99),
  }),
});

function everything(query: ListQuery): string[] {
  return listStatements(table, query, ' NOT INDEXED').flatMap(({ sql, values: bound }) =>
    statements
      .of<SqlRow>(sql)
      .all(...bound, 1000)
      .map(({ id }) => id),
  );
}

function paged(first: ListQuery, effort: Effort): string[] {
  const ids: string[] = [];
  let after: CursorPosition | undefined;
  for (;;) {
    const rows = pageOf(statements, table, after ? { ...first, after } : first, first.limit + 1, effort);
    const page = rows.slice(0, first.limit).map(toStoredRow);
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    // A page that repeats rows would never end.
    if (rows.length <= first.limit || !last || ids.length > 200) return ids;
    after = { id: last.id, value: rowValue(resource, first.sort.column, last) };
  }
}

it('leaves no match out of any page, whatever was written, updated and deleted', () => {
  let run = 0;
  let zoned = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(write, { minLength: 20, maxLength: 60 }), { minLength: 1, maxLength: 6 }),
      fc.array(question, { minLength: 4, maxLength: 8 }),
      (batches, questions) => {
        run += 1;
        const scope = scopeOf(`run ${run}`);
        for (const batch of batches) {
          writer.execute(batch.map(({ kind, id, at, fields: some }) => command(kind, id, some, { scope, at })));
          writer.settle();
        }
        for (const { filters, sort, order, limit, effort } of questions) {
          const query: ListQuery = { scope, resource: 'things', filters, sort: { column: sort }, order, limit };
          expect(paged(query, effort)).toEqual(everything(query));
          zoned += tighten(statements, table, zones, query) === filters ? 0 : 1;
        }
      },
    ),
    // A smaller example is not worth the minutes that it takes to find.
    { numRuns: 120, seed: 20_260_201, endOnFailure: true },
  );
  expect(zoned).toBeGreaterThan(50);
});

/** Forty things, due ten days after they were created; those of one name came in one time. */
function fillInOrder(tenant: string): ListQuery {
  const scope = scopeOf(tenant);
  const content = (number: number): JsonObject => ({
    name: number >= 8 && number < 16 ? 'gone' : 'here',
    due: day(10 + number),
    price: number,
    currency: 'USD',
  });
  for (let number = 0; number < 40; number += 1) {
    writer.execute([command('create', `id ${number}`, content(number), { scope, at: Date.parse(day(number)) })]);
    writer.settle();
  }
  return { scope, resource: 'things', filters: [], sort: { column: 'due' }, order: 'desc', limit: 5 };
}

function found(query: ListQuery, sort: string): number {
  const order = zones.orders.find(({ field }) => field === sort);
  if (!order) throw new Error(`There is no order ${sort}.`);
  return new ZoneSearch(statements, table, zones, order, query).next(undefined, 1000).length;
}

it('looks only where the columns that go together allow', () => {
  const query = fillInOrder('in order');
  const early: ListFilter[] = [
    { column: 'created_at', op: 'gte', value: Date.parse(day(3)) },
    { column: 'created_at', op: 'lt', value: Date.parse(day(5)) },
  ];
  expect(found(query, 'due')).toBeGreaterThanOrEqual(10);
  expect(found({ ...query, filters: early }, 'due')).toBeLessThanOrEqual(3);
  // The index of the name says when its rows were created.
  const gone: ListFilter[] = [{ column: 'name', op: 'eq', value: 'gone' }];
  expect(found({ ...query, filters: gone }, 'due')).toBeLessThanOrEqual(6);
  expect(found({ ...query, filters: gone, sort: { column: 'created_at' } }, 'created_at')).toBeLessThanOrEqual(6);
});

it('concludes from one column between what the others lie, and when nothing can match', () => {
  const query = fillInOrder('concludes');
  const late: ListFilter[] = [{ column: 'due', op: 'gte', value: day(40) }];
  expect(tighten(statements, table, zones, { ...query, filters: late })).toContainEqual({
    column: 'created_at',
    op: 'gte',
    value: expect.any(Number),
  });
  const apart: ListFilter[] = [...late, { column: 'created_at', op: 'lt', value: Date.parse(day(20)) }];
  expect(tighten(statements, table, zones, { ...query, filters: apart })).toBeUndefined();
  expect(pageOf(statements, table, { ...query, filters: apart }, 6, { few: 0, first: 0, next: 0, enough: 0 })).toEqual(
    [],
  );
});

it('keeps every row in one zone, and does not keep what was rolled back', () => {
  const query = fillInOrder('once');
  const { scope } = query;
  const all = () =>
    statements.of(`SELECT sort, start, stop FROM ${zones.name} WHERE tenant = ? AND valued = 1`).all('once') as {
      sort: string;
      start: string | number;
      stop: string | number | null;
    }[];
  const before = all();
  writer.execute([command('create', 'far', { due: day(500), name: 'far' }, { scope, at: Date.parse(day(500)) })]);
  const far: ListFilter[] = [{ column: 'name', op: 'eq', value: 'far' }];
  expect(writer.peek(() => paged({ ...query, filters: far }, { few: 0, first: 5, next: 5, enough: 0 }))).toEqual([
    'far',
  ]);
  expect(all()).toEqual(before);
  writer.settle();
  expect(paged({ ...query, filters: far }, { few: 0, first: 5, next: 5, enough: 0 })).toEqual(['far']);
  for (const { name } of zones.orders) {
    const ofOrder = all().filter(({ sort }) => sort === name);
    const starts = ofOrder.map(({ start }) => start);
    expect(ofOrder.map(({ stop }) => stop)).toEqual([...starts.slice(1), null]);
  }
  const rows = statements.of(`SELECT ${ROW_COLUMNS} FROM ${table.name} WHERE tenant = ?`).all('once');
  expect(rows).toHaveLength(41);
});

it('puts off cutting zones while much is written, and then does it in parts', () => {
  const scope = scopeOf('much');
  const zonesNow = (): number =>
    statements.of(`SELECT 1 FROM ${zones.name} WHERE tenant = 'much' AND sort = ?`).all(dueOrder).length;
  const dueOrder = zones.orders.find(({ field }) => field === 'due')?.name ?? '';
  const create = (number: number) =>
    // In no order, so that the last zone does not simply go on.
    command('create', `id ${number}`, { due: day((number * 7919) % 997), price: number }, { scope, at: number });
  writer.execute(Array.from({ length: 40 }, (_, number) => create(number)));
  writer.settle();
  const atFirst = zonesNow();
  writer.execute(Array.from({ length: 900 }, (_, number) => create(40 + number)));
  writer.settle();
  expect(zonesNow()).toBe(atFirst);
  let parts = 0;
  while (writer.tidy()) parts += 1;
  expect(parts).toBeGreaterThan(3);
  expect(zonesNow()).toBeGreaterThan(4 * atFirst);
  const query: ListQuery = { scope, resource: 'things', filters: [], sort: { column: 'due' }, order: 'asc', limit: 50 };
  const some: ListFilter[] = [{ column: 'created_at', op: 'gte', value: 800 }];
  expect(paged({ ...query, filters: some }, { few: 0, first: 5, next: 5, enough: 0 })).toEqual(
    everything({ ...query, filters: some }),
  );
});

it('does not measure again a zone that grows by one value alone', () => {
  const scope = scopeOf('one value');
  const create = (number: number) =>
    command('create', `id ${number}`, { due: day(number < 5 ? 1 : 2) }, { scope, at: number });
  for (const [from, to] of [
    [0, 40],
    [40, 700],
  ] as const) {
    writer.execute(Array.from({ length: to - from }, (_, number) => create(from + number)));
    writer.settle();
  }
  expect(writer.tidy()).toBe(false);
});
