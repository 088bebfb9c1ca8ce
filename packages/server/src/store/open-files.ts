import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@thrivestack-revenue/engine';
import Database from 'better-sqlite3';
import { createTable } from './create-tables.ts';
import { DATABASE_FILE, JOURNAL_FILE, LOCK_FILE, openForReading, openForWriting, prepareFile } from './database.ts';
import { fillAggregates } from './fill-aggregates.ts';
import { fillZones } from './fill-zones.ts';
import { Journal, openJournal } from './journal.ts';
import { migrate } from './migrations.ts';
import { Settler } from './settler.ts';
import { type Table, tablesOf } from './tables.ts';

/** How long a folder that is locked is waited for, in milliseconds: whoever has it may just be ending. */
const LOCK_WAIT_MS = 1000;

/** The files of a store, ready to be used. */
export interface StoreFiles {
  readonly file: string;
  readonly journalFile: string;
  /** Lets another server use the folder. */
  readonly unlock: () => void;
  /** Up to which batch of the journal the tables are complete. */
  readonly settledTo: number;
}

/**
 * Brings the files up to date: creates and migrates what is missing, and settles what a process that was
 * killed had acknowledged.
 *
 * @throws Error when the folder or a file cannot be used, or another server uses them.
 */
export function prepareFiles(data: string, manifest: Manifest): StoreFiles {
  const file = prepareFile(data);
  const journalFile = prepareFile(data, JOURNAL_FILE);
  const unlock = lockFolder(data);
  const tables = tablesOf(manifest);
  try {
    const settledTo = withFiles(file, journalFile, (writing, journal) => {
      migrate(writing);
      for (const table of tables.values()) createTable(writing, table);
      fillAggregates(writing, tables.values());
      fillZones(writing, tables.values());
      return settleJournal(writing, tables, journal);
    });
    return { file, journalFile, unlock, settledTo };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Locks a folder for one server: a second one would not see what the first has acknowledged and not settled.
 * The lock ends with the process, however that ends.
 *
 * @returns what unlocks it.
 * @throws SqliteError `SQLITE_BUSY` when another server has it.
 */
export function lockFolder(data: string, waitMs = LOCK_WAIT_MS): () => void {
  const lock = new Database(prepareFile(data, LOCK_FILE), { timeout: waitMs });
  try {
    // Nothing is ever written, beside it neither: it is the system's lock on the file that counts.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => void lock.close();
}

function withFiles<T>(
  file: string,
  journalFile: string,
  step: (database: Database.Database, journal: Journal) => T,
): T {
  const database = openForWriting(file);
  try {
    const journal = new Journal(openJournal(journalFile));
    try {
      return step(database, journal);
    } finally {
      journal.close();
    }
  } finally {
    database.close();
  }
}

/** Settles what a server that is gone had acknowledged. The folder must be locked. */
export function settleLeftovers(data: string, manifest: Manifest): void {
  if (lastJournaled(data) === 0) return;
  withFiles(join(data, DATABASE_FILE), join(data, JOURNAL_FILE), (database, journal) => {
    settleJournal(database, tablesOf(manifest), journal);
  });
}

/** Number of the last batch that is in the journal of a folder; 0 when it has none. */
export function lastJournaled(data: string): number {
  const file = join(data, JOURNAL_FILE);
  if (!existsSync(file) || statSync(file).size === 0) return 0;
  const journal = openForReading(file);
  try {
    return journal.prepare<[], number>('SELECT coalesce(max(number), 0) FROM batches').pluck().get() ?? 0;
  } finally {
    journal.close();
  }
}

/** Settles what the journal still holds; returns the number of its last batch. */
export function settleJournal(
  database: Database.Database,
  tables: ReadonlyMap<string, Table>,
  journal: Journal,
): number {
  const known = database
    .prepare<[string], number>('SELECT number FROM settled WHERE journal = ?')
    .pluck()
    .get(journal.id);
  const settledTo = known ?? 0;
  const entries = journal.entries().filter(({ number }) => number > settledTo);
  if (entries[0] && (known === undefined || entries[0].number !== settledTo + 1)) {
    throw new Error(
      `${JOURNAL_FILE} belongs to another state of the database: put back the database that it was written with, ` +
        'or move it away, and with it the last writes that were acknowledged there',
    );
  }
  if (known === undefined) {
    database.prepare('INSERT OR REPLACE INTO settled (one, journal, number) VALUES (1, ?, 0)').run(journal.id);
  }
  new Settler(database, tables).settle(entries);
  const last = entries.at(-1)?.number ?? settledTo;
  journal.settledTo(last);
  journal.forget();
  return last;
}
