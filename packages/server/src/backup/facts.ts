import type Database from 'better-sqlite3';

/** What a database holds, by table: how many rows, and the length of all their values together. */
export type Facts = Readonly<Record<string, { readonly rows: number; readonly length: number }>>;

/** Reads the facts of every table. Inside a transaction they are of its moment. */
export function factsOf(database: Database.Database): Facts {
  const names = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .pluck()
    .all()
    .sort();
  return Object.fromEntries(names.map((name) => [name, tableFacts(database, name)]));
}

function tableFacts(database: Database.Database, table: string): { rows: number; length: number } {
  const columns = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const lengths = columns.map((name) => `coalesce(length(${quoted(name)}), 0)`).join(' + ');
  const sql = `SELECT count(*) AS rows, coalesce(sum(${lengths}), 0) AS length FROM ${quoted(table)}`;
  const facts = database.prepare<[], { rows: number; length: number }>(sql).get();
  return { rows: facts?.rows ?? 0, length: facts?.length ?? 0 };
}

/** Says in which tables two databases differ; empty when they hold the same. */
export function differingTables(a: Facts, b: Facts): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => a[name]?.rows !== b[name]?.rows || a[name]?.length !== b[name]?.length).sort();
}

/** Says what SQLite finds wrong with a database's pages and indexes; empty when nothing is. */
export function damageOf(database: Database.Database): string[] {
  const found = database.prepare<[], string>('PRAGMA integrity_check').pluck().all();
  return found.filter((line) => line !== 'ok');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
