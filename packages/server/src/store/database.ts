import { chmodSync, closeSync, fstatSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Name of the database inside the data folder. */
export const DATABASE_FILE = 'revenue.sqlite';

/** How long a connection waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;
const SYNCHRONOUS_FULL = 2;

/** Makes the data folder (0700) and the database file (0600) when they are missing; returns the file's path. */
export function prepareFile(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, DATABASE_FILE);
  // SQLite gives its -wal and -shm the mode of this file, so it must exist before SQLite makes it.
  const descriptor = openSync(file, 'a', 0o600);
  try {
    if ((fstatSync(descriptor).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } finally {
    closeSync(descriptor);
  }
  return file;
}

/**
 * Opens a connection for writing: WAL, and `synchronous=FULL`, so that an acknowledged write
 * survives a power cut.
 *
 * @throws Error when either setting does not take.
 */
export function openForWriting(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma('journal_mode = WAL');
    // On every open: the driver is built to reopen a WAL database at NORMAL, which
    // loses the last writes when the power goes.
    database.pragma('synchronous = FULL');
    assertDurable(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a connection that can only read; the file must exist. */
export function openForReading(file: string): Database.Database {
  return new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
}

/** Fails unless the connection really has WAL and `synchronous=FULL`. */
export function assertDurable(database: Database.Database): void {
  const journal = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== SYNCHRONOUS_FULL) {
    throw new Error(
      `The database must run with journal_mode=wal and synchronous=2 (FULL), not ${journal} and ${synchronous}.`,
    );
  }
}
