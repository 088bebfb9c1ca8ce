import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Name of the database inside the data folder. */
export const DATABASE_FILE = 'revenue.sqlite';
/** Name of the file beside it that holds acknowledged writes until the database has them. */
export const JOURNAL_FILE = 'revenue-journal.sqlite';

/** How long a connection waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;
const SYNCHRONOUS_FULL = 2;

/** Name of the file that a server locks for as long as it runs. */
export const LOCK_FILE = 'revenue.lock';

/** Makes the data folder (0700) and a database file (0600) when they are missing; returns the file's path. */
export function prepareFile(folder: string, name = DATABASE_FILE): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  // SQLite gives its -wal and -shm the mode of this file, so it must exist before SQLite makes it. One that is
  // there is not opened: to close it again would drop every lock that this process has on it.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
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

/** Lets a connection keep so many kilobytes of pages; SQLite's driver starts with 16,000. */
export function limitCache(database: Database.Database, kilobytes: number): void {
  database.pragma(`cache_size = -${kilobytes}`);
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
