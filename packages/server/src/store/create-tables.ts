import type Database from 'better-sqlite3';
import { columnOf, parseDocument } from './rows.ts';
import type { Table, TableColumn } from './tables.ts';

/** Rows per transaction while a new column is filled: writers of other processes get their turn in between. */
const FILL_BATCH = 500;

/**
 * Creates what the table lacks: itself, columns (filled from the documents), then indexes.
 * Nothing is dropped and no document is rewritten. A fill that was cut off goes on at the next start.
 */
export function createTable(database: Database.Database, table: Table): void {
  database.transaction(() => addMissing(database, table)).immediate();
  fillColumns(database, table);
  for (const index of table.indexes) {
    database.exec(`CREATE INDEX IF NOT EXISTS ${index.name} ON ${table.name} (${index.columns.join(', ')})`);
  }
}

function addMissing(database: Database.Database, table: Table): void {
  const existing = new Set(
    database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(bare(table.name)),
  );
  const note = database.prepare<[string, string, number]>(
    'INSERT OR REPLACE INTO columns (table_name, column_name, filled) VALUES (?, ?, ?)',
  );
  if (existing.size === 0) {
    database.exec(createSql(table));
    for (const column of table.columns) note.run(table.name, column.name, 1);
    return;
  }
  for (const column of table.columns.filter(({ name }) => !existing.has(bare(name)))) {
    database.exec(`ALTER TABLE ${table.name} ADD COLUMN ${column.name} ${column.sqlType}`);
    note.run(table.name, column.name, 0);
  }
  // A column that this contract does not have is not written from now on, so it has gaps should it come back.
  database
    .prepare<[string, string]>(
      'UPDATE columns SET filled = 0 WHERE table_name = ? AND column_name NOT IN (SELECT value FROM json_each(?))',
    )
    .run(table.name, JSON.stringify(table.columns.map(({ name }) => name)));
}

function createSql(table: Table): string {
  const columns = [
    'tenant TEXT NOT NULL',
    'environment TEXT NOT NULL',
    'id TEXT NOT NULL',
    'document TEXT NOT NULL',
    'created_at INTEGER NOT NULL',
    'updated_at INTEGER NOT NULL',
    ...table.columns.map(({ name, sqlType }) => `${name} ${sqlType}`),
    'PRIMARY KEY (tenant, environment, id)',
  ];
  return `CREATE TABLE ${table.name} (\n  ${columns.join(',\n  ')}\n) STRICT`;
}

function fillColumns(database: Database.Database, table: Table): void {
  const unfilled = new Set(
    database
      .prepare<[string], string>('SELECT column_name FROM columns WHERE table_name = ? AND filled = 0')
      .pluck()
      .all(table.name),
  );
  const columns = table.columns.filter(({ name }) => unfilled.has(name));
  if (columns.length === 0) return;
  // What the zones say of these columns is not true any more; they are made anew when the columns are.
  database.prepare('DELETE FROM zones WHERE resource = ?').run(table.resource.name);
  const page = database.prepare<[number], { rowid: number; document: string }>(
    `SELECT rowid, document FROM ${table.name} WHERE rowid > ? ORDER BY rowid LIMIT ${FILL_BATCH}`,
  );
  const update = database.prepare<unknown[]>(
    `UPDATE ${table.name} SET ${columns.map(({ name }) => `${name} = ?`).join(', ')} WHERE rowid = ?`,
  );
  const fill = database.transaction((after: number): number | undefined => {
    const rows = page.all(after);
    for (const { rowid, document } of rows) {
      update.run(...columns.map((column) => valueOfOldRow(column, document)), rowid);
    }
    return rows.at(-1)?.rowid;
  });
  for (let after: number | undefined = -1; after !== undefined; ) after = fill.immediate(after);
  const done = database.prepare('UPDATE columns SET filled = 1 WHERE table_name = ? AND column_name = ?');
  for (const { name } of columns) done.run(table.name, name);
}

/** A document that cannot be read is kept as it is, and its columns are null. */
function valueOfOldRow(column: TableColumn, document: string): string | number | bigint | null {
  try {
    return columnOf(column, parseDocument(document));
  } catch {
    return null;
  }
}

function bare(name: string): string {
  return name.slice(1, -1).replaceAll('""', '"');
}
