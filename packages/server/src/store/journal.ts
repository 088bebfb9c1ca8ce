import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { openForWriting } from './database.ts';
import { guarded } from './sqlite-error.ts';

/** One batch of acknowledged writes, as `journal-batch.ts` writes it. */
export interface JournalEntry {
  readonly number: number;
  readonly batch: string;
}

/** Opens the file of a journal for writing; makes what is missing. */
export function openJournal(file: string): Database.Database {
  const database = openForWriting(file);
  try {
    database.exec(
      'CREATE TABLE IF NOT EXISTS batches (number INTEGER PRIMARY KEY, batch TEXT NOT NULL) STRICT;' +
        'CREATE TABLE IF NOT EXISTS journal (id TEXT NOT NULL PRIMARY KEY) STRICT;',
    );
    database
      .prepare('INSERT INTO journal (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM journal)')
      .run(randomBytes(16).toString('hex'));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Holds writes from the moment they are acknowledged until they are settled in the tables.
 *
 * A batch is one row here: one commit that touches few pages, where the tables and their indexes would
 * touch a page for nearly every write and index. It is a file of its own because SQLite has one writer a
 * file: acknowledging a batch never waits for the tables.
 *
 * After a failed commit the connection is kept: SQLite has not moved the end of its log, so the next commit
 * writes the same place again, pages that the kernel may have dropped included. A new connection would read
 * the log anew, and could find there the whole of a batch that was answered with an error.
 */
export class Journal {
  /** Tells this journal from every other. */
  readonly id: string;
  readonly #database: Database.Database;
  readonly #insert: Database.Statement<[number, string]>;
  readonly #forget: Database.Statement<[number]>;
  readonly #both: (number: number, batch: string) => void;
  /** The number of the next batch. */
  #next = 1;
  /** Batches up to this one are settled, and removed by the next commit. */
  #settled = 0;
  /** Batches up to this one are removed. */
  #forgotten = 0;

  /** @param database What `openJournal` returns. */
  constructor(database: Database.Database) {
    this.#database = database;
    this.id = database.prepare<[], string>('SELECT id FROM journal').pluck().get() ?? '';
    this.#insert = database.prepare('INSERT INTO batches (number, batch) VALUES (?, ?)');
    this.#forget = database.prepare('DELETE FROM batches WHERE number <= ?');
    this.#both = database.transaction((number: number, batch: string) => {
      this.#forget.run(this.#settled);
      this.#insert.run(number, batch);
    }).immediate;
  }

  /** Returns what has not been removed, oldest first. */
  entries(): JournalEntry[] {
    return this.#database.prepare<[], JournalEntry>('SELECT number, batch FROM batches ORDER BY number').all();
  }

  /**
   * Stores a batch and returns its number; then it is on the disk.
   *
   * @throws StorageError when the disk fails; nothing of the batch is stored then.
   */
  append(batch: string): number {
    return guarded(() => {
      const number = this.#next;
      if (this.#settled > this.#forgotten) this.#both(number, batch);
      else this.#insert.run(number, batch);
      this.#next = number + 1;
      this.#forgotten = this.#settled;
      return number;
    });
  }

  /** Takes note that batches up to a number are settled: they are removed with the next one that is added. */
  settledTo(number: number): void {
    this.#settled = number;
    this.#next = Math.max(this.#next, number + 1);
  }

  /** Removes what is settled now. */
  forget(): void {
    guarded(() => this.#forget.run(this.#settled));
    this.#forgotten = this.#settled;
  }

  close(): void {
    this.#database.close();
  }
}
