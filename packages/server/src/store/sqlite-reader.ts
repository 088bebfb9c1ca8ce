import {
  type HistoryPage,
  type HistoryQuery,
  type ListPage,
  type ListQuery,
  leadingLines,
  type ResourceDefinition,
  type Scope,
  type StoredRow,
  type SummaryLine,
  type SummaryQuery,
} from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { type LineRow, toSummaryLine } from './aggregates.ts';
import { countHistory, readHistory } from './audit-table.ts';
import { summaryIndex } from './index-choice.ts';
import type { Statement } from './list-sql.ts';
import { pageOf } from './page.ts';
import { RowSums, type SummedRow } from './row-sums.ts';
import { ROW_COLUMNS, type SqlRow, toStoredRow } from './rows.ts';
import { guarded } from './sqlite-error.ts';
import { Statements } from './statements.ts';
import { aggregateStatements, rowStatement, topStatement } from './summary-sql.ts';
import type { Table } from './tables.ts';

/** Reads the tables on a connection; a read-only one of its own never waits for a writer. */
export class SqliteReader {
  readonly #database: Database.Database;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #statements: Statements;

  constructor(database: Database.Database, tables: ReadonlyMap<string, Table>) {
    this.#database = database;
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
      // One row more than asked for says whether there is a next page.
      const rows = pageOf(this.#statements, this.#table(query.resource), query, query.limit + 1);
      return { rows: rows.slice(0, query.limit).map(toStoredRow), hasMore: rows.length > query.limit };
    });
  }

  /** Runs reads in one snapshot, with the number of the last batch that the tables have in it. */
  atOneMoment<T>(read: (settledTo: number) => T): T {
    const whole = this.#database.transaction(() =>
      read(this.#statements.of<{ number: number }>('SELECT number FROM settled').get()?.number ?? 0),
    );
    return guarded(() => whole());
  }

  /** Counts the changes of one row. */
  changes(scope: Scope, resource: string, id: string): number {
    return guarded(() => countHistory(this.#statements, { scope, resource, id }));
  }

  /** Finds the resource of a name. */
  definition(resource: string): ResourceDefinition {
    return this.#table(resource).resource;
  }

  history(query: HistoryQuery): HistoryPage {
    return guarded(() => readHistory(this.#statements, query));
  }

  /** Reads all lines in one transaction, so that they are of one moment. */
  summarize(query: SummaryQuery): SummaryLine[] {
    const table = this.#table(query.resource);
    const read = this.#database.transaction((): SummaryLine[] => {
      if (query.filters.length > 0) return this.#addUp(table, query);
      const kept = aggregateStatements(query).flatMap((one) => this.#lines(one));
      const currencies = kept.filter(({ part }) => part === 'total').map(({ head }) => head);
      return [...kept, ...currencies.flatMap((currency) => this.#lines(topStatement(query, currency)))];
    });
    return guarded(() => read());
  }

  #addUp(table: Table, query: SummaryQuery): SummaryLine[] {
    const use = summaryIndex(this.#statements, table, query.scope, query.filters);
    const { sql, values } = rowStatement(table, query, use);
    const sums = new RowSums();
    for (const row of this.#statements
      .of<SummedRow>(sql)
      .raw()
      .iterate(...values))
      sums.add(row);
    return leadingLines(sums.lines(), query);
  }

  #lines({ sql, values }: Statement): SummaryLine[] {
    const statement = this.#statements.of<LineRow>(sql).safeIntegers();
    return statement.all(...values).map(toSummaryLine);
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
