import { isStorageError } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import type { CheckpointThreadData } from './checkpoint-thread.ts';
import { guarded } from './sqlite-error.ts';
import { Caller, startThread } from './thread.ts';

/** So many pages of the log are moved into the file together: one that was written often is moved once. */
const PAGES = 8000;
/** With so many in the log, writing waits for them to be moved. */
const MOST_PAGES = 64_000;

/**
 * Keeps the log of a database from growing, in a thread of its own: to move it takes longer than a read may wait.
 *
 * SQLite begins its log anew only once all of it is moved, which never happens while somebody writes; so the
 * rest, which was written in the meantime, is moved by the writer itself.
 */
export class Checkpoints {
  readonly #database: Database.Database;
  readonly #data: CheckpointThreadData;
  #thread: Caller | undefined;
  #busy = false;
  #closed = false;

  /** @param database The only connection that writes. */
  constructor(database: Database.Database, file: string) {
    this.#database = database;
    this.#data = { file };
    database.pragma('wal_autocheckpoint = 0');
  }

  /** To be called after each commit. */
  look(): void {
    const pages = this.#pages();
    if (pages >= MOST_PAGES) moveLog(this.#database);
    else if (pages >= PAGES && !this.#busy) {
      this.#busy = true;
      void this.#move();
    }
  }

  /** Resolves when nobody but the writer has the database open. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.close();
  }

  async #move(): Promise<void> {
    this.#thread ??= new Caller(startThread('checkpoint-thread', this.#data));
    await this.#thread.call('move');
    this.#busy = false;
    if (!this.#closed) moveLog(this.#database);
  }

  #pages(): number {
    const [row] = this.#database.pragma('wal_checkpoint(NOOP)') as { log: number }[];
    return row?.log ?? 0;
  }
}

/** Moves what the log has into the file, as far as no reader needs the old pages. A disk that fails has it stay. */
export function moveLog(database: Database.Database): void {
  try {
    guarded(() => database.pragma('wal_checkpoint(PASSIVE)'));
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}
