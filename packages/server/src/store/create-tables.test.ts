import type { ColumnDefinition, ListQuery, StoredRow } from '@thrivestack-revenue/engine';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { writeDirectly } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, THING_COLUMNS, things, thingsManifest } from '../test-support/things.ts';
import { prepareFile } from './database.ts';
import { listStatements } from './list-sql.ts';
import { openSqliteStore } from './sqlite.ts';
import { tableOf } from './tables.ts';

const fields = {
  name: 'one',
  due: '2026-02-03T04:05:06.007Z',
  price: 0.07,
  currency: 'USD',
  count: 3,
  ratio: 0.5,
  done: true,
};
const old = THING_COLUMNS.filter(({ field }) => field === 'name');

async function write(data: string, columns: readonly ColumnDefinition[], ids: readonly string[]): Promise<void> {
  const store = openSqliteStore({ data, manifest: thingsManifest(columns) });
  for (const id of ids) await store.write(command('create', id, fields));
  await store.close();
}

async function ids(data: string, columns: readonly ColumnDefinition[], query: Partial<ListQuery>): Promise<string[]> {
  const store = openSqliteStore({ data, manifest: thingsManifest(columns) });
  const page = await store.list({ ...everything, ...query });
  await store.close();
  return page.rows.map(({ id }) => id);
}

const everything: ListQuery = {
  scope: scopeOf('acme'),
  resource: 'things',
  filters: [],
  sort: { column: 'thing_id' },
  order: 'asc',
  limit: 2000,
};

function raw<T>(data: string, step: (database: Database.Database) => T): T {
  const database = new Database(prepareFile(data));
  try {
    return step(database);
  } finally {
    database.close();
  }
}

it('fills columns that an older database lacks, however many rows it has', async () => {
  const data = tempFolder(onTestFinished);
  await write(data, old, []);
  const many = Array.from({ length: 1201 }, (_, number) => `id ${String(number).padStart(4, '0')}`);
  const commands = many.map((id) => command('create', id, fields));
  writeDirectly(data, thingsManifest(old), commands);

  const filters = [{ column: 'due', op: 'eq', value: fields.due }] as const;
  expect(await ids(data, THING_COLUMNS, { filters })).toEqual(many);
  expect(await ids(data, THING_COLUMNS, { filters: [{ column: 'price', op: 'lte', value: 6 }] })).toEqual([]);
  expect(await ids(data, THING_COLUMNS, { filters: [{ column: 'price', op: 'lte', value: 7 }] })).toEqual(many);
});

it('stores each column in the type that keeps it exactly', async () => {
  const data = tempFolder(onTestFinished);
  await write(data, THING_COLUMNS, ['a']);
  const types = THING_COLUMNS.map(({ field, type }) => `typeof("${field}_${type}")`);
  const row = raw(data, (database) => database.prepare(`SELECT ${types.join()} FROM resource_things`).raw().get());
  expect(row).toEqual(['text', 'text', 'integer', 'text', 'real', 'real', 'integer']);
  expect(raw(data, (database) => database.prepare('SELECT price_money FROM resource_things').pluck().get())).toBe(7);
});

it('goes on with a fill that was cut off', async () => {
  const data = tempFolder(onTestFinished);
  await write(data, THING_COLUMNS, ['a', 'b']);
  raw(data, (database) => {
    database.exec('UPDATE resource_things SET ratio_real = NULL');
    database.exec(`UPDATE columns SET filled = 0 WHERE column_name = '"ratio_real"'`);
  });
  expect(await ids(data, THING_COLUMNS, { filters: [{ column: 'ratio', op: 'eq', value: 0.5 }] })).toEqual(['a', 'b']);
});

it('drops nothing when a column is no longer wanted, and closes its gaps when it comes back', async () => {
  const data = tempFolder(onTestFinished);
  await write(data, THING_COLUMNS, ['a']);
  await write(data, old, ['b']);
  expect(
    raw(data, (database) => database.prepare('SELECT count_integer FROM resource_things ORDER BY id').pluck().all()),
  ).toEqual([3, null]);
  expect(await ids(data, THING_COLUMNS, { filters: [{ column: 'count', op: 'eq', value: 3 }] })).toEqual(['a', 'b']);
});

it('gives a field whose type changes a new column, null where a document does not fit', async () => {
  const data = tempFolder(onTestFinished);
  await write(data, THING_COLUMNS, ['a']);
  const changed: readonly ColumnDefinition[] = [{ field: 'name', type: 'integer' }];
  expect(await ids(data, changed, { filters: [{ column: 'name', op: 'gte', value: -1e9 }] })).toEqual([]);
  expect(await ids(data, changed, { sort: { column: 'name' } })).toEqual(['a']);
  const store = openSqliteStore({ data, manifest: thingsManifest(changed) });
  onTestFinished(() => store.close());
  const stored: StoredRow | undefined = await store.get(scopeOf('acme'), 'things', 'a');
  expect(stored?.document).toEqual(fields);
});

it('takes any name of a resource or a field', async () => {
  const data = tempFolder(onTestFinished);
  const odd = ['tenant', 'document', 'rowid', 'select', 'na"me', "it's", 'Name', 'é', 'a b', 'created_at'];
  const manifest = {
    ...thingsManifest(),
    resources: [{ ...things(odd.map((field) => ({ field, type: 'text' }))), name: 'order" by-Things; --' }],
  };
  for (const time of ['first', 'second']) {
    const store = openSqliteStore({ data, manifest });
    const resource = manifest.resources[0]?.name ?? '';
    const document = Object.fromEntries(odd.map((field) => [field, `${field}!`]));
    expect(await store.write(command('create', time, document, { resource })), time).toMatchObject({ ok: true });
    for (const field of odd) {
      const filters = [{ column: field, op: 'eq', value: `${field}!` }] as const;
      const page = await store.list({ ...everything, resource, filters, sort: { column: field } });
      expect(page.rows.at(-1)?.id, field).toBe(time);
    }
    await store.close();
  }
});

it('reads every order, and every equality filter in the default order, straight from an index', () => {
  const data = tempFolder(onTestFinished);
  const table = tableOf(things());
  const store = openSqliteStore({ data, manifest: thingsManifest() });
  onTestFinished(() => store.close());
  const currency = { column: 'currency', op: 'eq', value: 'USD' } as const;
  const position = { value: 1, id: 'a' };
  const queries: Partial<ListQuery>[] = [
    ...['thing_id', 'created_at', 'name', 'due', 'count', 'ratio', 'done'].map((column) => ({ sort: { column } })),
    { sort: { column: 'price' }, filters: [currency] },
    { sort: { column: 'created_at' }, filters: [{ column: 'name', op: 'eq', value: 'x' }] },
  ];
  for (const query of queries) {
    for (const more of [
      {},
      { after: position },
      { order: 'desc' as const },
      { order: 'desc' as const, after: position },
    ]) {
      for (const { sql, values } of listStatements(table, { ...everything, ...query, ...more })) {
        const plan = raw(data, (database) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values, 10));
        const details = plan.map((step) => (step as { detail: string }).detail);
        expect(details, sql).toEqual([expect.stringMatching(/^SEARCH .* USING INDEX /)]);
      }
    }
  }
});
