import {
  type JsonObject,
  type ListFilter,
  memoryStore,
  type Scope,
  type Store,
  type SummaryLine,
  type WriteCommand,
} from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, SUMMED_COLUMNS, scopeOf, THING_SUMMARY, thingsManifest } from '../test-support/things.ts';
import { openSqliteStore } from './sqlite.ts';

interface Bench {
  readonly store: Store;
  readonly writeAll: (commands: readonly WriteCommand[]) => Promise<void>;
}

const manifest = thingsManifest(SUMMED_COLUMNS, THING_SUMMARY);

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

const AMOUNT = 999_999_999_999_999n;
const TOP = 2;
const SETS = 1;

async function read(store: Store, scope: Scope, filters: readonly ListFilter[] = []): Promise<string[]> {
  return texts(await store.summarize({ scope, resource: 'things', filters, top: TOP, sets: SETS }));
}

/** Lines as texts, in an order of their own: what is in them counts here. */
function texts(lines: readonly SummaryLine[]): string[] {
  return lines
    .map(({ part, head, value, count, total }) => JSON.stringify([part, head, value, count, `${total}`]))
    .sort();
}

// Few values, so that ties, twins and returns to nothing happen; characters that UTF-16 orders otherwise.
const name = fc.constantFrom('a', 'A', ' a', 'b', 'B', 'b  c', 'B C', '\ue000', '\u{1f600}', 'é', 'E\u0301');
const due = fc.constantFrom('2026-01-31T23:59:59.999Z', '2026-02-01T00:00:00.000Z', '1999-12-31T00:00:00.000Z');
const fields = fc.record(
  {
    name: fc.option(name, { freq: 9 }),
    due: fc.option(due),
    cents: fc.option(fc.constantFrom(0, 1, 2, 100, 10 ** 9, 10 ** 15, 10 ** 15 - 1), { freq: 9 }),
    currency: fc.option(fc.constantFrom('USD', 'USD', 'EUR'), { freq: 9 }),
  },
  { requiredKeys: ['name', 'cents', 'currency'] },
);
const step = fc.record({
  kind: fc.constantFrom('create', 'create', 'create', 'update', 'delete'),
  id: fc.nat(19).map(String),
  fields,
  key: fc.constantFrom(null, null, null, 'k1', 'k2'),
  /** Sent twice: a replay, or an update that changes nothing. */
  twice: fc.boolean(),
});

type Row = Readonly<Record<string, string | number | null>>;

function toFields({ cents, ...rest }: { readonly cents?: number | null } & JsonObject): JsonObject {
  if (cents === undefined) return rest;
  return {
    ...rest,
    price: cents === null ? null : Number(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`),
  };
}

/** What the rows add up to, made the obvious way. */
function expected(rows: readonly Row[]): string[] {
  const sums = new Map<string, [string, string, string, number, bigint]>();
  const add = (part: string, head: string, value: string, minor: number): void => {
    const key = JSON.stringify([part, head, value]);
    const [, , , count, total] = sums.get(key) ?? [part, head, value, 0, 0n];
    sums.set(key, [part, head, value, count + 1, total + BigInt(minor)]);
  };
  for (const row of rows) {
    const { name: text, due: day, currency: unit } = row;
    const minor = row['price'] === null ? null : Math.round(Number(row['price']) * 100);
    if (unit && minor !== null) {
      add('total', String(unit), '', minor);
      if (day) add('month', String(unit), String(day).slice(0, 7), minor);
      add('day', String(unit), day ? String(day).slice(0, 10) : '', minor);
      if (text) add('top', String(unit), String(text), minor);
    }
    if (text) add('near', foldedNames[String(text)] ?? '', String(text), 0);
  }
  const all = [...sums.values()];
  const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const of = (part: string, head: string) => all.filter((line) => line[0] === part && line[1] === head);
  const heads = [...new Set(all.map((line) => line[1]))].sort(bytes);
  const larger = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);
  return [
    ...all.filter(([part]) => ['total', 'month', 'day'].includes(part)),
    ...heads.flatMap((head) =>
      of('top', head)
        .sort((a, b) => larger(a[4], b[4]) || bytes(a[2], b[2]))
        .slice(0, TOP),
    ),
    ...heads
      .filter((head) => of('near', head).length > 1)
      .slice(0, SETS)
      .flatMap((head) => of('near', head)),
  ]
    .map(([part, head, value, count, total]) => JSON.stringify([part, head, value, count, `${total}`]))
    .sort();
}

const foldedNames: Readonly<Record<string, string>> = {
  a: 'a',
  A: 'a',
  ' a': 'a',
  b: 'b',
  B: 'b',
  'b  c': 'b c',
  'B C': 'b c',
  '\ue000': '\ue000',
  '\u{1f600}': '\u{1f600}',
  é: 'é',
  'E\u0301': 'é',
};

describe.each([
  ['memory', memory],
  ['SQLite', sqlite],
])('the summary of a %s store', (label, make) => {
  const { store, writeAll } = make();
  let run = 0;

  it('is that of a plain array after any history of writes, with filters and without', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), name, async (steps, wanted) => {
        run += 1;
        const scope = scopeOf(`${label} ${run}`, run % 2 === 0 ? 'test' : 'live');
        const commands = steps.flatMap(({ kind, id, fields: some, key, twice }) => {
          const claim = { method: kind, path: '/', fingerprint: JSON.stringify([id, some]) };
          const sent = command(kind, id, kind === 'delete' ? {} : toFields(some as JsonObject), {
            scope,
            ...(key === null ? {} : { idempotency: { key, ...claim } }),
          });
          return twice ? [sent, sent] : [sent];
        });
        await writeAll(commands);
        const page = await store.list({
          scope,
          resource: 'things',
          filters: [],
          sort: { column: 'created_at' },
          order: 'asc',
          limit: 100,
        });
        const rows = page.rows.map(
          ({ document }): Row => ({ name: null, due: null, price: null, currency: null, ...(document as Row) }),
        );
        expect(await read(store, scope)).toEqual(expected(rows));
        expect(await read(store, scope, [{ column: 'created_at', op: 'gte', value: 0 }])).toEqual(expected(rows));
        const named = await read(store, scope, [{ column: 'name', op: 'eq', value: wanted }]);
        expect(named).toEqual(expected(rows.filter((row) => row['name'] === wanted)));
        // Money without a currency has no column.
        const priced = await read(store, scope, [{ column: 'price', op: 'lte', value: 2 }]);
        expect(priced).toEqual(
          expected(rows.filter(({ price, currency }) => currency !== null && price !== null && Number(price) <= 0.02)),
        );
      }),
      { numRuns: 100, seed: 20260115 },
    );
  });

  it('comes to nothing when everything is deleted', async () => {
    const scope = scopeOf(`${label} emptied`);
    const ids = Array.from({ length: 20 }, (_, index) => `${index}`);
    const content = { name: 'a', price: 1, currency: 'USD' };
    await writeAll(ids.map((id) => command('create', id, content, { scope })));
    await writeAll(ids.map((id) => command('update', id, { price: 2, due: '2026-01-01T00:00:00.000Z' }, { scope })));
    expect(await read(store, scope)).toHaveLength(4);
    await writeAll(ids.map((id) => command('delete', id, {}, { scope })));
    expect(await read(store, scope)).toEqual([]);
  });

  it('is exact beyond 2^63 minor units', async () => {
    const scope = scopeOf(`${label} rich`);
    const content = { name: 'a', price: 9_999_999_999_999.99, currency: 'USD' };
    const count = 9300;
    await writeAll(Array.from({ length: count }, (_, id) => command('create', `${id}`, content, { scope })));
    await writeAll([command('create', 'last', { name: 'b', price: 0.01, currency: 'USD' }, { scope })]);
    const most = BigInt(count) * AMOUNT;
    expect(most > 2n ** 63n).toBe(true);
    for (const filters of [[], [{ column: 'created_at', op: 'gte', value: 0 }]] as const) {
      const lines = await store.summarize({ scope, resource: 'things', filters, top: 1, sets: 1 });
      expect(lines.map(({ part, value, total }) => [part, value, total])).toEqual(
        expect.arrayContaining([
          ['total', '', most + 1n],
          ['day', '', most + 1n],
          ['top', 'a', most],
        ]),
      );
    }
    await writeAll([command('update', '0', { price: 0 }, { scope }), command('delete', '1', {}, { scope })]);
    const lines = await store.summarize({ scope, resource: 'things', filters: [], top: 1, sets: 1 });
    expect(lines.find(({ part }) => part === 'top')).toMatchObject({ count: count - 1, total: most - 2n * AMOUNT });
  }, 30_000);
});

it('counts nothing of a write that failed, in none that follows', async () => {
  const store = openSqliteStore({ data: tempFolder(onTestFinished), manifest });
  onTestFinished(() => store.close());
  const good = command('create', 'a', { price: 1, currency: 'USD' });
  const bad = command('create', 'b', { price: 1, currency: 'USD' }, { resource: 'unknown' });
  const [first, second] = await Promise.allSettled([store.write(bad), store.write(good)]);
  expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
  expect(await read(store, good.scope)).toEqual(expected([{ name: null, due: null, price: 1, currency: 'USD' }]));
});
