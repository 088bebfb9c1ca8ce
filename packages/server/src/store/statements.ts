import type Database from 'better-sqlite3';

/** How many different statements are kept: more than every combination of filters that is in use. */
const CACHE_SIZE = 500;

/** Prepares each text once for a connection. */
export class Statements {
  readonly #database: Database.Database;
  readonly #cache = new Map<string, Database.Statement<unknown[], unknown>>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** Returns the prepared statement; `Row` is what the text selects. */
  of<Row>(sql: string): Database.Statement<unknown[], Row> {
    let statement = this.#cache.get(sql);
    if (!statement) {
      if (this.#cache.size >= CACHE_SIZE) this.#cache.clear();
      statement = this.#database.prepare(sql);
      this.#cache.set(sql, statement);
    }
    return statement as Database.Statement<unknown[], Row>;
  }
}
