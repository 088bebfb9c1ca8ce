import type { ColumnDefinition, ListFilter } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { writeDirectly } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, THING_COLUMNS, things, thingsManifest } from '../test-support/things.ts';
import { openForWriting, prepareFile } from './database.ts';
import { fillZones } from './fill-zones.ts';
import { pageOf } from './page.ts';
import { openSqliteStore } from './sqlite.ts';
import { Statements } from './statements.ts';
import { tableOf } from './tables.ts';
import { zonesOf } from './zones.ts';

const table = tableOf(things());
const zones = zonesOf(table);

/** A database of rows that no zone has: scope `large` has 30, `small` two. */
async function unzoned(): Promise<{ data: string; database: Database.Database }> {
  const data = tempFolder(onTestFinished);
  await openSqliteStore({ data, manifest: thingsManifest() }).close();
  const create = (scope: string, number: number) =>
    command('create', `id ${number}`, { count: number, name: `name ${number % 3}` }, { scope: scopeOf(scope) });
  writeDirectly(data, thingsManifest(), [
    ...Array.from({ length: 30 }, (_, number) => create('large', number)),
    create('small', 1),
    create('small', 2),
  ]);
  const database = openForWriting(prepareFile(data));
  onTestFinished(() => void database.close());
  return { data, database };
}

function zonesIn(database: Database.Database, tenant = 'large'): number {
  return Number(database.prepare(`SELECT count(*) FROM ${zones.name} WHERE tenant = ?`).pluck().get(tenant));
}

function fill(database: Database.Database, columns: readonly ColumnDefinition[] = THING_COLUMNS): void {
  fillZones(database, [tableOf(things(columns))], 2);
}

/** As a version does that has no zones yet. */
function withoutZones(database: Database.Database): void {
  database.exec('DELETE FROM zones');
}

it('makes the zones of an older database, of scopes that have enough rows', async () => {
  const { database } = await unzoned();
  expect(zonesIn(database)).toBe(0);
  withoutZones(database);
  fill(database);
  // 15 of the count, and at least one of each other order, and of those without a value.
  expect(zonesIn(database)).toBeGreaterThan(20);
  expect(zonesIn(database, 'small')).toBe(0);
  const filters: ListFilter[] = [{ column: 'name', op: 'eq', value: 'name 1' }];
  const query = { scope: scopeOf('large'), resource: 'things', filters, order: 'desc', limit: 3 } as const;
  const rows = pageOf(new Statements(database), table, { ...query, sort: { column: 'count' } }, 3, {
    few: 0,
    first: 4,
    next: 4,
    enough: 0,
  });
  expect(rows.map(({ id }) => id)).toEqual(['id 28', 'id 25', 'id 22']);
});

it('makes them once, and anew for other columns', async () => {
  const { database } = await unzoned();
  withoutZones(database);
  fill(database);
  database.exec(`DELETE FROM ${zones.name}`);
  fill(database);
  expect(zonesIn(database)).toBe(0);
  const fewer = THING_COLUMNS.filter(({ field }) => field !== 'ratio');
  fill(database, fewer);
  const made = zonesIn(database);
  expect(made).toBeGreaterThan(0);
  fill(database);
  expect(zonesIn(database)).toBeGreaterThan(made);
});

it('makes them anew for a resource that the contract did not have in between, and when columns were filled', async () => {
  const { data, database } = await unzoned();
  const known = () => database.prepare('SELECT resource FROM zones').pluck().all();
  expect(known()).toEqual(['things']);
  fillZones(database, []);
  expect(known()).toEqual([]);
  fill(database);
  expect(zonesIn(database)).toBeGreaterThan(0);
  database.exec('UPDATE columns SET filled = 0');
  await openSqliteStore({ data, manifest: thingsManifest() }).close();
  // In zones of the usual size these are too few rows.
  expect(zonesIn(database)).toBe(0);
  expect(known()).toEqual(['things']);
});

it('settles writes in a database whose zones are of other columns, and has them made anew', async () => {
  const { data, database } = await unzoned();
  fillZones(database, []);
  fill(
    database,
    THING_COLUMNS.filter(({ field }) => field !== 'ratio'),
  );
  writeDirectly(data, thingsManifest(), [command('create', 'new', { count: 99 }, { scope: scopeOf('large') })]);
  expect(database.prepare('SELECT resource FROM zones').pluck().all()).toEqual([]);
  database.exec('DROP TABLE zones');
  writeDirectly(data, thingsManifest(), [command('create', 'newer', { count: 100 }, { scope: scopeOf('large') })]);
  expect(database.prepare("SELECT id FROM resource_things WHERE id LIKE 'new%'").pluck().all()).toHaveLength(2);
});
