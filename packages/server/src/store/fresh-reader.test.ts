import { type CursorPosition, type ListQuery, memoryStore, rowValue, type Store } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { directWriter } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, thingsManifest } from '../test-support/things.ts';
import { JOURNAL_FILE, openForReading } from './database.ts';
import { FreshReader } from './fresh-reader.ts';
import { openSqliteStore } from './sqlite.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { tablesOf } from './tables.ts';
import { Unsettled } from './unsettled.ts';

const manifest = thingsManifest();
const definition = manifest.resources[0];
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const RESOURCE = 'things';

const change = fc.record({
  kind: fc.constantFrom('create', 'create', 'update', 'delete'),
  id: fc.constantFrom(...IDS),
  tenant: fc.constantFrom('acme', 'acme', 'acme', 'other'),
  fields: fc.record({ name: fc.constantFrom('x', 'y', null), count: fc.option(fc.nat(2)) }, { requiredKeys: [] }),
  at: fc.nat(3),
});
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 6 }), overtakes: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.constant('settle' as const) },
  // Whoever reads hears later how far the tables are.
  { weight: 1, arbitrary: fc.constant('say so' as const) },
);
const look = fc.record({
  sort: fc.constantFrom('created_at', 'updated_at', 'name', 'count', 'thing_id'),
  order: fc.constantFrom('asc', 'desc'),
  limit: fc.integer({ min: 1, max: 4 }),
  filters: fc.constantFrom(
    [],
    [{ column: 'name', op: 'eq' as const, value: 'x' }],
    [{ column: 'count', op: 'gte' as const, value: 1 }],
  ),
});

async function bench() {
  const data = tempFolder(onTestFinished);
  const store = openSqliteStore({ data, manifest });
  await store.close();
  const writer = directWriter(data, manifest);
  const reading = openForReading(`${data}/revenue.sqlite`);
  onTestFinished(() => {
    reading.close();
    writer.close();
  });
  const journal = openForReading(`${data}/${JOURNAL_FILE}`);
  onTestFinished(() => void journal.close());
  const known = { settledTo: 0 };
  const unsettled = new Unsettled(journal);
  const race: { run?: (() => void) | undefined } = {};
  /** Lets something happen after the journal is read and before the tables are. */
  class Overtaken extends SqliteReader {
    override atOneMoment<T>(read: (settledTo: number) => T): T {
      race.run?.();
      race.run = undefined;
      return super.atOneMoment(read);
    }
  }
  const tables = new Overtaken(reading, tablesOf(manifest));
  return { writer, known, race, unsettled, fresh: new FreshReader(tables, unsettled, () => known.settledTo) };
}

/** Every page of a list; `list` gives one. */
async function allPages(list: (query: ListQuery) => ReturnType<Store['list']>, query: ListQuery): Promise<unknown[]> {
  const pages: unknown[] = [];
  let after: CursorPosition | undefined;
  for (;;) {
    const page = await list(after ? { ...query, after } : query);
    pages.push(page);
    const last = page.rows.at(-1);
    if (!page.hasMore || !last || !definition) return pages;
    expect(pages.length).toBeLessThan(20);
    after = { value: rowValue(definition, query.sort.column, last), id: last.id };
  }
}

it('reads what was acknowledged, however far the tables are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(look, { minLength: 1, maxLength: 3 }),
      async (steps, looks) => {
        const { writer, known, race, fresh } = await bench();
        const model = memoryStore({ manifest });
        let last = 0;
        let settled = 0;
        for (const one of steps) {
          const settle = (): void => {
            writer.settle();
            settled = last;
          };
          if (one === 'settle') settle();
          else if (one === 'say so') known.settledTo = settled;
          else {
            const commands = one.changes.map(({ kind, id, fields, tenant, at }) =>
              command(kind, id, fields, { at, scope: scopeOf(tenant) }),
            );
            const write = (): void => {
              last = writer.execute(commands).entry?.number ?? last;
            };
            for (const each of commands) await model.write(each);
            if (one.overtakes) {
              race.run = () => {
                write();
                settle();
              };
            } else write();
          }
          const scope = scopeOf('acme');
          for (const id of IDS) expect(fresh.get(scope, RESOURCE, id)).toEqual(await model.get(scope, RESOURCE, id));
          for (const { sort, ...rest } of looks) {
            const query = { scope, resource: RESOURCE, sort: { column: sort }, ...rest };
            const wanted = await allPages((page) => model.list(page), query);
            expect(await allPages(async (page) => fresh.list(page), query)).toEqual(wanted);
          }
          for (const id of IDS) {
            for (let skip = 0, isMore = true; isMore; skip += 2) {
              const query = { scope, resource: RESOURCE, id, limit: 2, skip };
              const page = await model.history(query);
              expect(fresh.history(query)).toEqual(page);
              isMore = page.hasMore;
            }
          }
        }
      },
    ),
    { numRuns: 80 },
  );
});

it('reads further while all rows of a long page have changed', async () => {
  const { writer, fresh } = await bench();
  const ids = Array.from({ length: 300 }, (_, at) => `id${String(at).padStart(3, '0')}`);
  writer.execute(ids.map((id, at) => command('create', id, { count: at }, { at })));
  writer.settle();
  // The first 250 in order go to the end.
  writer.execute(ids.slice(0, 250).map((id, at) => command('update', id, { count: 1000 + at })));
  const query: ListQuery = {
    scope: scopeOf('acme'),
    resource: RESOURCE,
    filters: [],
    sort: { column: 'count' },
    order: 'asc',
    limit: 60,
  };
  const { rows, hasMore } = fresh.list(query);
  expect(rows.map(({ id }) => id)).toEqual([...ids.slice(250), ...ids.slice(0, 10)]);
  expect(hasMore).toBe(true);
});

it('forgets what the tables have', async () => {
  const { writer, known, unsettled, fresh } = await bench();
  const scope = scopeOf('acme');
  writer.execute([command('create', 'a', { count: 1 }), command('update', 'a', { count: 2 })]);
  expect(fresh.get(scope, RESOURCE, 'a')).toMatchObject({ document: { count: 2 } });
  expect(unsettled.rows(scope, RESOURCE, 0).size).toBe(1);
  writer.settle();
  known.settledTo = 1;
  expect(fresh.get(scope, RESOURCE, 'a')).toMatchObject({ document: { count: 2 } });
  expect(unsettled.rows(scope, RESOURCE, 0).size).toBe(0);
});
