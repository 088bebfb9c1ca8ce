import type { ListFilter, ListQuery } from '@thrivestack-revenue/engine';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDirectly } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, SUMMED_COLUMNS, scopeOf, THING_SUMMARY, thingsManifest } from '../test-support/things.ts';
import { prepareFile } from './database.ts';
import { listIndex, summaryIndex } from './index-choice.ts';
import { listStatements, type Statement } from './list-sql.ts';
import { openSqliteStore } from './sqlite.ts';
import { Statements } from './statements.ts';
import { rowStatement } from './summary-sql.ts';
import { tableOf } from './tables.ts';

const manifest = thingsManifest(SUMMED_COLUMNS, THING_SUMMARY);
const [resource] = manifest.resources;
if (!resource) throw new Error('The manifest has no resource.');
const table = tableOf(resource);
let database: Database.Database;
let statements: Statements;

/** 4,500 things of one name and 500 of 50 names, in one currency. */
beforeAll(async () => {
  const data = tempFolder(afterAll);
  await openSqliteStore({ data, manifest }).close();
  const commands = Array.from({ length: 5000 }, (_, number) =>
    command('create', `id-${number}`, {
      name: number % 10 === 0 ? `few ${number % 500}` : 'many',
      price: number % 100,
      currency: 'USD',
      count: (number * 7919) % 5000,
    }),
  );
  writeDirectly(data, manifest, commands);
  database = new Database(prepareFile(data));
  afterAll(() => database.close());
  statements = new Statements(database);
});

const named = (value: string): ListFilter => ({ column: 'name', op: 'eq', value });

function query(sort: string, filters: readonly ListFilter[] = []): ListQuery {
  return { scope: scopeOf('acme'), resource: 'things', filters, sort: { column: sort }, order: 'desc', limit: 50 };
}

function choice(sort: string, filters: readonly ListFilter[] = []): string {
  return listIndex(statements, table, query(sort, filters), 4000).by.replace(
    /^ INDEXED BY "(?:resource_things_by_)?(.*)"$/,
    '$1',
  );
}

const PRIMARY = 'sqlite_autoindex_resource_things_1';

function plan({ sql, values }: Statement, more: readonly number[] = []): string {
  const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values, ...more);
  return steps.map(({ detail }) => detail).join('; ');
}

it('reads in the order of an index when there is nothing to filter, or the index decides it', () => {
  expect(choice('count')).toBe('count_integer');
  expect(choice('created_at')).toBe('created_at');
  expect(choice('created_at', [named('many')])).toBe('name_text_and_created_at');
  expect(choice('price', [{ column: 'currency', op: 'eq', value: 'USD' }])).toBe('currency_text_and_price_money');
  expect(choice('count', [{ column: 'count', op: 'gte', value: 10 }])).toBe('count_integer');
  expect(choice('thing_id')).toBe(PRIMARY);
});

it('finds the few that pass a filter, and walks in order where many pass', () => {
  expect(choice('count', [named('few 10')])).toBe('name_text');
  expect(choice('count', [named('many')])).toBe('count_integer');
  expect(choice('count', [named('many'), { column: 'thing_id', op: 'prefix', value: 'id-123' }])).toBe('name_text');
});

it('finds ids that begin alike by the primary key, whatever the order', () => {
  const some = query('count', [{ column: 'thing_id', op: 'prefix', value: 'id-123' }]);
  const { by } = listIndex(statements, table, some, 4000);
  expect(by).toContain(PRIMARY);
  for (const statement of listStatements(table, some, by)) expect(plan(statement, [50])).toContain('id>? AND id<?');
});

it('puts nothing in order where it walks in order', () => {
  for (const filters of [[], [named('many')]]) {
    for (const statement of listStatements(
      table,
      query('count', filters),
      listIndex(statements, table, query('count', filters), 4000).by,
    )) {
      expect(plan(statement, [50])).not.toContain('TEMP B-TREE');
    }
  }
});

it('adds up the rows of the index that finds the fewest, in the order in which they are stored', () => {
  const filters: ListFilter[] = [{ column: 'currency', op: 'eq', value: 'USD' }, named('few 10')];
  const use = summaryIndex(statements, table, scopeOf('acme'), filters);
  expect(use).toEqual({ by: expect.stringContaining('name_text'), filters: [named('few 10')] });
  const steps = plan(
    rowStatement(table, { scope: scopeOf('acme'), resource: 'things', filters, top: 1, sets: 1 }, use),
  );
  expect(steps).toMatch(/SEARCH \S+ USING INTEGER PRIMARY KEY \(rowid=\?\)/);
  expect(steps).toContain('COVERING INDEX');
  expect(summaryIndex(statements, table, scopeOf('acme'), [{ column: 'ratio', op: 'gte', value: 0 }])).toBeDefined();
});
