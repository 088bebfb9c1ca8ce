import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { damageOf, differingTables, factsOf } from './facts.ts';

function database(): Database.Database {
  const made = new Database(':memory:');
  onTestFinished(() => void made.close());
  made.exec(`
    CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, "odd "" name" TEXT, size INTEGER);
    CREATE TABLE empty (id TEXT);
    INSERT INTO things VALUES ('a', 'one', 10), ('b', NULL, 200);
  `);
  return made;
}

it('counts rows and lengths, whatever columns are called', () => {
  expect(factsOf(database())).toEqual({ empty: { rows: 0, length: 0 }, things: { rows: 2, length: 10 } });
});

it.each([
  ['a row more', "INSERT INTO things VALUES ('c', NULL, NULL)", ['things']],
  ['a row less', "DELETE FROM things WHERE id = 'b'", ['things']],
  ['a value cut', `UPDATE things SET "odd "" name" = 'on' WHERE id = 'a'`, ['things']],
  ['a value gone', "UPDATE things SET size = NULL WHERE id = 'b'", ['things']],
  ['a table gone', 'DROP TABLE empty', ['empty']],
  ['a table more', 'CREATE TABLE more (id TEXT)', ['more']],
  ['nothing', 'SELECT 1', []],
])('sees %s', (_what, sql, expected) => {
  const other = database();
  other.exec(sql);
  expect(differingTables(factsOf(database()), factsOf(other))).toEqual(expected);
});

it('finds an index that does not say what its table says', () => {
  const made = database();
  expect(damageOf(made)).toEqual([]);
  made.exec('CREATE INDEX by_size ON things (size)');
  made.unsafeMode();
  made.pragma('writable_schema = ON');
  made.exec("UPDATE sqlite_schema SET sql = 'CREATE INDEX by_size ON things (id)' WHERE name = 'by_size'");
  made.pragma('schema_version = 99');
  expect(damageOf(made)).not.toEqual([]);
});
