import {
  columnValue,
  executeWrite,
  IDEMPOTENCY_TTL_MS,
  type IdempotencyClaim,
  type IdempotencyRecord,
  type Scope,
  type StoredRow,
  type WriteCommand,
  type WriteOutcome,
  type WriteTransaction,
} from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { AggregateDeltas } from './aggregates.ts';
import { addAudit } from './audit-table.ts';
import { ROW_COLUMNS, type SqlRow, storedValue, toStoredRow } from './rows.ts';
import { guarded } from './sqlite-error.ts';
import { Statements } from './statements.ts';
import type { Table } from './tables.ts';

/** Old idempotency rows removed by each write at most: more than one, so that a backlog shrinks. */
const SWEEP_BATCH = 20;

/** Does writes on its own connection, synchronously: it can live in a worker. */
export class SqliteWriter {
  readonly #database: Database.Database;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #statements: Statements;
  readonly #deltas = new AggregateDeltas();

  constructor(database: Database.Database, tables: ReadonlyMap<string, Table>) {
    this.#database = database;
    this.#tables = tables;
    this.#statements = new Statements(database);
  }

  /**
   * Does all commands in one transaction; when it returns, they are on the disk.
   *
   * @throws StorageError when the disk fails; none of the commands is stored then.
   */
  execute(commands: readonly WriteCommand[]): WriteOutcome[] {
    return guarded(() => {
      this.#statements.of('BEGIN IMMEDIATE').run();
      try {
        const outcomes = commands.map((command) =>
          executeWrite(this.#transaction, this.#table(command.resource).resource, command),
        );
        this.#deltas.write(this.#statements);
        this.#sweep(Math.max(...commands.map(({ at }) => at)));
        this.#statements.of('COMMIT').run();
        return outcomes;
      } catch (error) {
        this.#deltas.clear();
        // On a full disk SQLite has already rolled back.
        if (this.#database.inTransaction) this.#statements.of('ROLLBACK').run();
        throw error;
      }
    });
  }

  /** Kept for twice the time that is promised, so that a clock that is set does not cut it short. */
  #sweep(now: number): void {
    this.#statements
      .of('DELETE FROM idempotency WHERE rowid IN (SELECT rowid FROM idempotency WHERE at < ? ORDER BY at LIMIT ?)')
      .run(now - 2 * IDEMPOTENCY_TTL_MS, SWEEP_BATCH);
  }

  #table(resource: string): Table {
    const table = this.#tables.get(resource);
    if (!table) throw new Error(`The store has no resource "${resource}".`);
    return table;
  }

  readonly #transaction: WriteTransaction = {
    idempotent: (scope, claim) => this.#idempotent(scope, claim),
    putIdempotent: (scope, claim, record) => this.#putIdempotent(scope, claim, record),
    row: (scope, resource, id) => this.#row(scope, resource, id),
    putRow: (scope, resource, row) => this.#putRow(scope, resource, row),
    deleteRow: (scope, resource, id) => this.#deleteRow(scope, resource, id),
    addAudit: (entry) => addAudit(this.#statements, entry),
    addToSummary: (scope, resource, deltas) => this.#deltas.add(scope, resource, deltas),
  };

  #idempotent(scope: Scope, claim: IdempotencyClaim): IdempotencyRecord | undefined {
    return this.#statements
      .of<IdempotencyRecord>(
        'SELECT fingerprint, body, at FROM idempotency ' +
          'WHERE tenant = ? AND environment = ? AND method = ? AND path = ? AND key = ?',
      )
      .get(scope.tenant, scope.environment, claim.method, claim.path, claim.key);
  }

  #putIdempotent(scope: Scope, claim: IdempotencyClaim, record: IdempotencyRecord): void {
    this.#statements
      .of(
        'INSERT OR REPLACE INTO idempotency (tenant, environment, method, path, key, fingerprint, body, at) ' +
          'VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        scope.tenant,
        scope.environment,
        claim.method,
        claim.path,
        claim.key,
        record.fingerprint,
        record.body,
        record.at,
      );
  }

  #row(scope: Scope, resource: string, id: string): StoredRow | undefined {
    const row = this.#statements
      .of<SqlRow>(
        `SELECT ${ROW_COLUMNS} FROM ${this.#table(resource).name} WHERE tenant = ? AND environment = ? AND id = ?`,
      )
      .get(scope.tenant, scope.environment, id);
    return row && toStoredRow(row);
  }

  #putRow(scope: Scope, resource: string, row: StoredRow): void {
    const { name, columns } = this.#table(resource);
    const changed = ['document', 'created_at', 'updated_at', ...columns.map((column) => column.name)];
    this.#statements
      .of(
        `INSERT INTO ${name} (tenant, environment, id, ${changed.join(', ')}) ` +
          `VALUES (?, ?, ?, ${changed.map(() => '?').join(', ')}) ` +
          // Not OR REPLACE: an update keeps the row's place and touches only the indexes that change.
          `ON CONFLICT DO UPDATE SET ${changed.map((one) => `${one} = excluded.${one}`).join(', ')}`,
      )
      .run(
        scope.tenant,
        scope.environment,
        row.id,
        JSON.stringify(row.document),
        row.createdAt,
        row.updatedAt,
        ...columns.map((column) => storedValue(column, columnValue(column.definition, row.document))),
      );
  }

  #deleteRow(scope: Scope, resource: string, id: string): void {
    this.#statements
      .of(`DELETE FROM ${this.#table(resource).name} WHERE tenant = ? AND environment = ? AND id = ?`)
      .run(scope.tenant, scope.environment, id);
  }
}
