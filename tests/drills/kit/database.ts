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
