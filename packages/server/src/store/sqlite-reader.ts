import type { ListPage, ListQuery, Scope, StoredRow } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { findKey, type StoredKey } from './key-table.ts';
import { listStatements } from './list-sql.ts';
import { ROW_COLUMNS, type SqlRow, toStoredRow } from './rows.ts';
import { guarded } from './sqlite-error.ts';
import { Statements } from './statements.ts';
import type { Table } from './tables.ts';

/** Reads on its own read-only connection: it never waits for a writer. */
export class SqliteReader {
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #statements: Statements;

  constructor(database: Database.Database, tables: ReadonlyMap<string, Table>) {
    this.#tables = tables;
    this.#statements = new Statements(database);
  }

  get(scope: Scope, resource: string, id: string): StoredRow | undefined {
    return guarded(() => {
      const sql = `SELECT ${ROW_COLUMNS} FROM ${this.#table(resource).name} WHERE tenant = ? AND environment = ? AND id = ?`;
      const row = this.#statements.of<SqlRow>(sql).get(scope.tenant, scope.environment, id);
      return row && toStoredRow(row);
    });
  }

  list(query: ListQuery): ListPage {
    return guarded(() => {
      const rows: SqlRow[] = [];
      // One row more than asked for says whether there is a next page.
      const wanted = query.limit + 1;
      for (const { sql, values } of listStatements(this.#table(query.resource), query)) {
        if (rows.length >= wanted) break;
        rows.push(...this.#statements.of<SqlRow>(sql).all(...values, wanted - rows.length));
      }
      return { rows: rows.slice(0, query.limit).map(toStoredRow), hasMore: rows.length > query.limit };
    });
  }

  /** Reads what is committed now, by this or another process. */
  key(prefix: string): StoredKey | undefined {
    return guarded(() => findKey(this.#statements, prefix));
  }

  /** Fails unless the database answers. */
  check(): void {
    guarded(() => this.#statements.of('SELECT count(*) FROM migrations').get());
  }

  #table(resource: string): Table {
    const table = this.#tables.get(resource);
    if (!table) throw new Error(`The store has no resource "${resource}".`);
    return table;
  }
}
