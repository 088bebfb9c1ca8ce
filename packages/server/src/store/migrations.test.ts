import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { openForWriting, prepareFile } from './database.ts';
import { migrate } from './migrations.ts';

function database() {
  const opened = openForWriting(prepareFile(tempFolder(onTestFinished)));
  onTestFinished(() => void opened.close());
  return opened;
}

it('makes our tables once, all of them STRICT', () => {
  const opened = database();
  migrate(opened, 1);
  migrate(opened, 2);
  expect(opened.prepare('SELECT number, at FROM migrations').raw().all()).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
  ]);
  const tables = opened.prepare(
    `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  expect(tables.raw().all()).toEqual(
    [
      'aggregates',
      'audit',
      'columns',
      'idempotency',
      'key_changes',
      'keys',
      'migrations',
      'settled',
      'summaries',
      'zones',
    ].map((name) => [name, 1]),
  );
});

it('does not touch a database of a newer version', () => {
  const opened = database();
  migrate(opened);
  opened.exec('INSERT INTO migrations VALUES (999, 0)');
  expect(() => migrate(opened)).toThrow('written by a newer version (its tables are at 999');
});
