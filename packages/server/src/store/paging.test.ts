import {
  type CursorPosition,
  type JsonObject,
  type ListFilter,
  type ListQuery,
  memoryStore,
  type Store,
  type WriteCommand,
} from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, thingsManifest } from '../test-support/things.ts';
import { openSqliteStore } from './sqlite.ts';

interface Bench {
  readonly store: Store;
  readonly writeAll: (commands: readonly WriteCommand[]) => Promise<void>;
}

const manifest = thingsManifest();

function memory(): Bench {
  const store = memoryStore({ manifest });
  return {
    store,
    writeAll: async (commands) => {
      for (const one of commands) await store.write(one);
    },
  };
}

/** All writes of a run go together, so they take few commits. */
function sqlite(): Bench {
  const data = tempFolder(afterAll);
  const store = openSqliteStore({ data, manifest });
  afterAll(() => store.close());
  const writeAll = async (commands: readonly WriteCommand[]): Promise<void> => {
    await Promise.all(commands.map((one) => store.write(one)));
  };
  return { store, writeAll };
}

/** A row of the model: what the store is told, and the values of its columns as they must compare. */
interface ModelRow {
  readonly id: string;
  readonly at: number;
  readonly fields: JsonObject;
  readonly values: Readonly<Record<string, string | number | null>>;
}

// Few different characters, so that prefixes and ties happen; some order otherwise in UTF-16 than in UTF-8.
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'B', '_', '%', '\ud7ff', '\ue000', '\uffee', '\u{1f600}', '\u{10ffff}'),
  maxLength: 4,
});
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 3 });
const instant = fc
  .integer({ min: 0, max: 5 })
  .map((day) => new Date(Date.UTC(1999, 11, 29 + day, 0, 0, 0, day)).toISOString());
const cents = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 10 ** 15 }));
const whole = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.maxSafeInteger());
const real = fc.oneof(fc.constantFrom(-0.5, 0, 0.1, 1e300), fc.double({ noNaN: true, noDefaultInfinity: true }));

const row: fc.Arbitrary<ModelRow> = fc
  .record({
    id: text.filter((id) => id !== ''),
    at: fc.integer({ min: 0, max: 3 }),
    name: optional(text),
    due: optional(instant),
    cents: optional(cents),
    count: optional(whole),
    ratio: optional(real),
    done: optional(fc.boolean()),
  })
  .map(({ id, at, cents: minor, ...rest }) => {
    const price = minor === null ? null : Number(`${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);
    const fields = { ...rest, price, currency: 'USD' };
    const done = rest.done === null ? null : Number(rest.done);
    const times = { created_at: at, updated_at: at };
    return { id, at, fields, values: { ...rest, ...times, done, price: minor, currency: 'USD', thing_id: id } };
  });

const numbers = {
  price: cents,
  count: whole,
  ratio: real,
  done: fc.nat(1),
  created_at: fc.nat(3),
  updated_at: fc.nat(3),
};
const texts = { name: text, due: instant, currency: fc.constantFrom('USD', 'EUR'), thing_id: text };
const filter: fc.Arbitrary<ListFilter> = fc.oneof(
  ...Object.entries({ ...numbers, ...texts }).map(([column, value]) =>
    fc.record({
      column: fc.constant(column),
      op: fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte'),
      value: value as fc.Arbitrary<string | number>,
    }),
  ),
  ...['name', 'thing_id'].map((column) =>
    fc.record({ column: fc.constant(column), op: fc.constant('prefix' as const), value: text }),
  ),
);

const query = fc.record({
  filters: fc.array(filter, { maxLength: 2 }),
  sort: fc.constantFrom(...Object.keys({ ...numbers, ...texts })),
  order: fc.constantFrom('asc', 'desc'),
  limit: fc.integer({ min: 1, max: 7 }),
});

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function passes({ op, value }: ListFilter, stored: string | number | null | undefined): boolean {
  if (stored === null || stored === undefined) return false;
  if (op === 'prefix')
    return Buffer.from(String(stored))
      .subarray(0, Buffer.byteLength(String(value)))
      .equals(Buffer.from(String(value)));
  const order = compare(stored, value);
  return { eq: order === 0, gt: order > 0, gte: order >= 0, lt: order < 0, lte: order <= 0 }[op];
}

/** The whole list, made the obvious way. */
function expected(
  rows: readonly ModelRow[],
  wanted: { filters: readonly ListFilter[]; sort: string; order: string },
): string[] {
  const sign = wanted.order === 'asc' ? 1 : -1;
  const found = rows.filter(({ values }) => wanted.filters.every((one) => passes(one, values[one.column])));
  const value = ({ values }: ModelRow): string | number | null => values[wanted.sort] ?? null;
  found.sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
      return sign * compare(a.id, b.id);
    }
    return sign * (compare(left, right) || compare(a.id, b.id));
  });
  return found.map(({ id }) => id);
}

async function allPages(store: Store, rows: readonly ModelRow[], first: ListQuery): Promise<string[]> {
  const ids: string[] = [];
  let after: CursorPosition | undefined;
  for (;;) {
    const page = await store.list(after ? { ...first, after } : first);
    ids.push(...page.rows.map(({ id }) => id));
    expect(page.rows.length).toBeLessThanOrEqual(first.limit);
    // A page that repeats rows would never end.
    expect(ids.length).toBeLessThanOrEqual(rows.length);
    if (!page.hasMore) return ids;
    expect(page.rows).toHaveLength(first.limit);
    const id = page.rows.at(-1)?.id ?? '';
    after = { id, value: rows.find((one) => one.id === id)?.values[first.sort.column] ?? null };
  }
}

describe.each([
  ['memory', memory],
  ['SQLite', sqlite],
] as const)('lists of a %s store', (_, make) => {
  it('are pages of the filtered, ordered rows: none twice, none missing', async () => {
    const { store, writeAll } = make();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 25 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (rows, queries) => {
          run += 1;
          const scope = scopeOf(`run ${run}`);
          await writeAll(rows.map(({ id, at, fields }) => command('create', id, fields, { at, scope })));
          for (const { filters, sort, order, limit } of queries) {
            const wanted: ListQuery = { scope, resource: 'things', filters, sort: { column: sort }, order, limit };
            expect(await allPages(store, rows, wanted)).toEqual(expected(rows, { filters, sort, order }));
          }
        },
      ),
      { numRuns: 150, seed: 20_260_101 },
    );
  });
});
