import type Database from 'better-sqlite3';
import { listKeys, type StoredKey } from './key-table.ts';
import { guarded } from './sqlite-error.ts';

/**
 * Finds keys in memory, as they are in the database in this turn of the event loop: a key that another
 * process has just made or revoked counts at once.
 *
 * With the first look-up of a turn SQLite tells whether anything was committed since the last; if so, a count
 * that every change of a key moves tells whether it was about keys. All keys are kept, so that one that exists
 * is found in the same time as one that does not.
 */
export class KeyCache {
  readonly #database: Database.Database;
  readonly #version: Database.Statement<[], number>;
  readonly #changes: Database.Statement<[], number>;
  #seenVersion = -1;
  #seenChanges = -1;
  #looked = false;
  #keys: ReadonlyMap<string, StoredKey> = new Map();

  constructor(database: Database.Database) {
    this.#database = database;
    this.#version = database.prepare<[], number>('PRAGMA data_version').pluck();
    this.#changes = database.prepare<[], number>('SELECT number FROM key_changes').pluck();
  }

  /** Finds a key by its public prefix, revoked and expired ones included. */
  find(prefix: string): StoredKey | undefined {
    if (!this.#looked) guarded(() => this.#look());
    return this.#keys.get(prefix);
  }

  #look(): void {
    const version = this.#version.get() ?? 0;
    if (version !== this.#seenVersion) this.#lookAtKeys(version);
    this.#looked = true;
    setImmediate(() => {
      this.#looked = false;
    });
  }

  #lookAtKeys(version: number): void {
    // Read before the keys: a change in between is then seen again, never missed.
    const changes = this.#changes.get() ?? 0;
    if (changes !== this.#seenChanges) {
      this.#keys = new Map(listKeys(this.#database).map((key) => [key.prefix, key]));
    }
    this.#seenChanges = changes;
    this.#seenVersion = version;
  }
}
