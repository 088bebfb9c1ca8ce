import type { SummaryDefinition, SummaryLine } from '@thrivestack-revenue/engine';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { writeDirectly } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import {
  command,
  SUMMED_COLUMNS,
  scopeOf,
  THING_COLUMNS,
  THING_SUMMARY,
  thingsManifest,
} from '../test-support/things.ts';
import { prepareFile } from './database.ts';
import { openSqliteStore } from './sqlite.ts';
import { aggregateStatements, topStatement } from './summary-sql.ts';

const before = thingsManifest(THING_COLUMNS);
const scopes = [scopeOf('acme'), scopeOf('acme', 'live'), scopeOf('globex')];
const content = { name: 'One', due: '2026-02-03T04:05:06.007Z', price: 0.07, currency: 'USD' };

function open(data: string, summary?: SummaryDefinition) {
  const store = openSqliteStore({ data, manifest: summary ? thingsManifest(SUMMED_COLUMNS, summary) : before });
  onTestFinished(() => store.close());
  return store;
}

/** Rows of a time without a summary: more than are added up in one batch. */
async function oldDatabase(rows: number): Promise<string> {
  const data = tempFolder(onTestFinished);
  await open(data).close();
  writeDirectly(
    data,
    before,
    Array.from({ length: rows }, (_, number) =>
      command(
        'create',
        `id ${number}`,
        { ...content, name: number % 3 === 0 ? 'One' : ' oNE' },
        { scope: scopes[number % 3] ?? scopeOf('') },
      ),
    ),
  );
  return data;
}

async function sums(data: string, summary: SummaryDefinition, filtered = false): Promise<SummaryLine[][]> {
  const store = open(data, summary);
  const filters = filtered ? [{ column: 'created_at', op: 'gte', value: 0 } as const] : [];
  const all = scopes.map((scope) => store.summarize({ scope, resource: 'things', filters, top: 9, sets: 9 }));
  const lines = (await Promise.all(all)).map((some) => [...some].sort((a, b) => (a.part < b.part ? -1 : 1)));
  await store.close();
  return lines;
}

function raw<T>(data: string, step: (database: Database.Database) => T): T {
  const database = new Database(prepareFile(data));
  try {
    return step(database);
  } finally {
    database.close();
  }
}

it('adds up the rows of a database that is older than its x-summary, however many', async () => {
  const data = await oldDatabase(6010);
  const found = await sums(data, THING_SUMMARY);
  expect(found.map((lines) => lines.find(({ part }) => part === 'total'))).toEqual(
    [2004, 2003, 2003].map((count) => ({ part: 'total', head: 'USD', value: '', count, total: BigInt(count * 7) })),
  );
  expect(await sums(data, THING_SUMMARY, true)).toEqual(found);
});

it('finds near duplicates among old rows, in the folded column too', async () => {
  const data = await oldDatabase(1);
  const store = open(data, THING_SUMMARY);
  await store.write(command('create', 'new', { ...content, name: 'ONE' }));
  for (const filters of [[], [{ column: 'price', op: 'eq', value: 7 }]] as const) {
    const lines = await store.summarize({ scope: scopeOf('acme'), resource: 'things', filters, top: 9, sets: 9 });
    const near = lines.filter(({ part }) => part === 'near').map(({ head, value }) => [head, value]);
    expect(near.sort()).toEqual([
      ['one', 'ONE'],
      ['one', 'One'],
    ]);
  }
});

it('goes on with a fill that was cut off', async () => {
  const data = await oldDatabase(10);
  const found = await sums(data, THING_SUMMARY);
  raw(data, (database) => {
    // As after the first four rows.
    database.exec('DELETE FROM resource_things WHERE rowid > 4');
    database.exec('DELETE FROM summaries');
  });
  await sums(data, THING_SUMMARY);
  raw(data, (database) => database.exec('UPDATE summaries SET filled_to = 4'));
  writeDirectly(
    data,
    before,
    [4, 5, 6, 7, 8, 9].map((number) =>
      command(
        'create',
        `id ${number}`,
        { ...content, name: number % 3 === 0 ? 'One' : ' oNE' },
        { scope: scopes[number % 3] ?? scopeOf('') },
      ),
    ),
  );
  expect(await sums(data, THING_SUMMARY)).toEqual(found);
});

it('starts anew for another definition, and after a time without one', async () => {
  const data = await oldDatabase(9);
  const all = await sums(data, THING_SUMMARY);
  const plain = { measure: 'price', unit: 'currency' };
  expect((await sums(data, plain)).map((lines) => lines.length)).toEqual([1, 1, 1]);
  expect(await sums(data, THING_SUMMARY)).toEqual(all);
  const without = open(data);
  await without.write(command('delete', 'id 0'));
  await without.close();
  const [first] = await sums(data, THING_SUMMARY);
  expect(first?.find(({ part }) => part === 'total')).toMatchObject({ count: 2, total: 14n });
});

it('keeps what it has when it is opened again', async () => {
  const data = await oldDatabase(9);
  await sums(data, THING_SUMMARY);
  raw(data, (database) => database.exec('UPDATE aggregates SET count = 99'));
  expect((await sums(data, THING_SUMMARY)).flat().every(({ count }) => count === 99)).toBe(true);
});

it('counts a document that cannot be read nowhere, and opens all the same', async () => {
  const data = await oldDatabase(4);
  raw(data, (database) => database.exec(`UPDATE resource_things SET document = '{' WHERE id = 'id 0'`));
  const [first] = await sums(data, THING_SUMMARY);
  expect(first?.find(({ part }) => part === 'total')).toMatchObject({ count: 1 });
});

it('has no aggregates for a resource without a summary', async () => {
  const data = await oldDatabase(3);
  expect(raw(data, (database) => database.prepare('SELECT count(*) FROM aggregates').pluck().get())).toBe(0);
});

it('reads what is kept straight from its indexes, without sorting', async () => {
  const data = await oldDatabase(3);
  await sums(data, THING_SUMMARY);
  const query = { scope: scopeOf('acme'), resource: 'things', filters: [], top: 9, sets: 9 };
  for (const { sql, values } of [...aggregateStatements(query), topStatement(query, 'USD')]) {
    const plan = raw(data, (database) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values));
    const details = plan.map((one) => (one as { detail: string }).detail).join('\n');
    expect(details, sql).toContain('SEARCH aggregates USING');
    expect(details, sql).not.toMatch(/SCAN|TEMP B-TREE/);
  }
});
