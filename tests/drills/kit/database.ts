import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Lets SQLite itself check the file of a server that has stopped; returns what is wrong. */
export function integrityFaults(folder: string): string[] {
  const database = new DatabaseSync(path.join(folder, 'revenue.sqlite'), { readOnly: false });
  try {
    const rows = database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  } finally {
    database.close();
  }
}

/** Reads every value of every table of a database, as text. @throws Error when it is none. */
export function* textsOf(file: string): Generator<string> {
  const database = new DatabaseSync(file);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[];
    for (const { name } of tables) {
      for (const row of database.prepare(`SELECT * FROM "${name}"`).iterate()) yield Object.values(row).join(' ');
    }
  } finally {
    database.close();
  }
}
