import {
  type Environment,
  IDEMPOTENCY_TTL_MS,
  type JsonObject,
  type Scope,
  summaryDeltas,
} from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { AggregateDeltas } from './aggregates.ts';
import { type Bound, BulkInsert } from './bulk-insert.ts';
import type { JournalEntry } from './journal.ts';
import { type Answer, type Change, parseBatch } from './journal-batch.ts';
import { answerName, rowName } from './overlay.ts';
import { columnOf } from './rows.ts';
import { guarded } from './sqlite-error.ts';
import { Statements } from './statements.ts';
import { type Table, unknownTable } from './tables.ts';
import { ZoneKeeper } from './zone-keeper.ts';
import { forgetZones } from './zone-scope.ts';

/** Old idempotency rows removed for each new one at most: more than one, so that a backlog shrinks. */
const SWEEP = 2;
/** Old idempotency rows removed at least, in each transaction. */
const SWEEP_BATCH = 20;

/** So many changes and answers are parsed and written at a time, or a few more. */
const PART = 512;

/** With more changes in a transaction, zones that have become too large are cut later: when there is time. */
const MANY = 512;
/** Zones that are cut in one transaction at most, so that none takes long. */
const CUTS = 4;

const AUDIT = new BulkInsert(
  'INSERT INTO audit (tenant, environment, resource, id, key_id, action, document_before, document_after, ' +
    'request_id, at)',
  10,
);
const ANSWERS = new BulkInsert(
  'INSERT OR REPLACE INTO idempotency (tenant, environment, method, path, key, fingerprint, body, at)',
  8,
);

/** Moves batches of the journal into the tables and their indexes, in bulk, synchronously. */
export class Settler {
  readonly #database: Database.Database;
  readonly #statements: Statements;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #puts = new Map<string, BulkInsert>();
  readonly #zones: ZoneKeeper;

  /** @param zoneRows Rows of a zone; the usual number unless a test wants fewer. */
  constructor(database: Database.Database, tables: ReadonlyMap<string, Table>, zoneRows?: number) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.#tables = tables;
    this.#zones = new ZoneKeeper(this.#statements, zoneRows);
  }

  /**
   * Settles batches in one transaction; when it returns, the tables have them.
   *
   * @throws StorageError when the disk fails; nothing is changed then.
   */
  settle(entries: readonly JournalEntry[]): void {
    if (entries.length > 0) this.#within(entries, () => this.#statements.of('COMMIT').run());
  }

  /** True when `tidy` would have something to do. */
  get untidy(): boolean {
    return this.#zones.untidy;
  }

  /**
   * Does a part of what was put off while much was written, in one transaction.
   *
   * @throws StorageError when the disk fails; nothing is changed then.
   */
  tidy(): void {
    this.#transact(
      () => this.#zones.write(CUTS),
      () => this.#statements.of('COMMIT').run(),
    );
  }

  /** Reads as if batches were settled, and leaves the disk alone: for when it fails. */
  peek<T>(entries: readonly JournalEntry[], read: () => T): T {
    return this.#within(entries, read);
  }

  /** Runs a step where the batches are in the tables; what it does not commit is gone afterwards. */
  #within<T>(entries: readonly JournalEntry[], step: () => T): T {
    return this.#transact(() => this.#apply(entries), step);
  }

  #transact<T>(change: () => void, step: () => T): T {
    return guarded(() => {
      this.#statements.of('BEGIN IMMEDIATE').run();
      let committed = false;
      try {
        change();
        const result = step();
        committed = !this.#database.inTransaction;
        return result;
      } finally {
        // On a full disk SQLite has already rolled back.
        if (this.#database.inTransaction) this.#statements.of('ROLLBACK').run();
        if (!committed) this.#zones.forget();
      }
    });
  }

  #apply(entries: readonly JournalEntry[]): void {
    const deltas = new AggregateDeltas();
    let newest = 0;
    let answered = 0;
    let changed = 0;
    for (let from = 0; from < entries.length; ) {
      const changes: Change[] = [];
      const answers: Answer[] = [];
      // What is parsed is let go again before the next part: all of it at once would outlive the nursery.
      for (; from < entries.length && changes.length + answers.length < PART; from += 1) {
        const batch = parseBatch(entries[from]?.batch ?? '');
        changes.push(...batch.changes);
        answers.push(...batch.answers);
      }
      const texts = changes.map(([, , , , , , after]) => textOf(after));
      this.#writeRows(changes, texts);
      this.#writeAudit(changes, texts);
      this.#writeAnswers(answers);
      this.#addSums(changes, deltas);
      answered += answers.length;
      changed += changes.length;
      newest = answers.reduce((latest, answer) => Math.max(latest, answer[7]), newest);
    }
    this.#zones.write(changed > MANY ? 0 : CUTS);
    deltas.write(this.#statements);
    if (answered > 0) this.#sweep(newest, answered);
    this.#statements.of('UPDATE settled SET number = ?').run(entries.at(-1)?.number);
  }

  /** Only what these changes made of a row in the end is written. */
  #writeRows(changes: readonly Change[], texts: readonly (string | null)[]): void {
    const last = new Map<string, number>();
    for (const [at, change] of changes.entries()) last.set(rowName(scopeOf(change), change[0], change[3]), at);
    const puts = new Map<string, Bound[][]>();
    for (const at of last.values()) {
      const change = changes[at];
      if (!change) continue;
      const [resource, tenant, environment, id, , , after, , , , createdAt, updatedAt] = change;
      const { name, columns } = this.#table(resource);
      if (after === null) {
        this.#statements
          .of(`DELETE FROM ${name} WHERE tenant = ? AND environment = ? AND id = ?`)
          .run(tenant, environment, id);
        continue;
      }
      const values = columns.map((column) => columnOf(column, after));
      const row = [tenant, environment, id, texts[at] ?? null, createdAt, updatedAt, ...values];
      const rows = puts.get(resource);
      if (rows) rows.push(row);
      else puts.set(resource, [row]);
    }
    for (const [resource, rows] of puts) {
      this.#put(resource).run(this.#statements, rows);
      const table = this.#tables.get(resource);
      if (table) for (const row of rows) this.#zones.put(table, row);
    }
  }

  #writeAudit(changes: readonly Change[], texts: readonly (string | null)[]): void {
    const rows = changes.map(
      ([resource, tenant, environment, id, action, before, , keyId, requestId, at], index): Bound[] => {
        const after = texts[index] ?? null;
        return [tenant, environment, resource, id, keyId, action, textOf(before), after, requestId, at];
      },
    );
    AUDIT.run(this.#statements, rows);
  }

  #writeAnswers(answers: readonly Answer[]): void {
    const last = new Map<string, Answer>();
    for (const answer of answers) {
      const [tenant, environment, method, path, key, fingerprint] = answer;
      last.set(answerName({ tenant, environment }, { method, path, key, fingerprint }), answer);
    }
    ANSWERS.run(this.#statements, [...last.values()]);
  }

  /** Removes old answers. Kept for twice the time that is promised, so that a clock that is set does not cut it short. */
  #sweep(now: number, added: number): void {
    this.#statements
      .of('DELETE FROM idempotency WHERE rowid IN (SELECT rowid FROM idempotency WHERE at < ? ORDER BY at LIMIT ?)')
      .run(now - 2 * IDEMPOTENCY_TTL_MS, SWEEP_BATCH + SWEEP * added);
  }

  #addSums(changes: readonly Change[], deltas: AggregateDeltas): void {
    for (const change of changes) {
      const [resource, , , , , before, after] = change;
      const lines = summaryDeltas(this.#table(resource).resource, before ?? undefined, after ?? undefined);
      if (lines.length > 0) deltas.add(scopeOf(change), resource, lines);
    }
  }

  #table(resource: string): Table {
    return this.#tables.get(resource) ?? this.#forgotten(resource);
  }

  /** A resource that the contract has lost since: its rows are kept, and its columns have gaps should it come back. */
  #forgotten(resource: string): Table {
    const table = unknownTable(resource);
    this.#statements.of('UPDATE columns SET filled = 0 WHERE table_name = ?').run(table.name);
    this.#statements.of('DELETE FROM summaries WHERE resource = ?').run(resource);
    forgetZones(this.#statements, resource);
    return table;
  }

  #put(resource: string): BulkInsert {
    const known = this.#puts.get(resource);
    if (known) return known;
    const { name, columns } = this.#table(resource);
    const changed = ['document', 'created_at', 'updated_at', ...columns.map((column) => column.name)];
    const insert = new BulkInsert(
      `INSERT INTO ${name} (tenant, environment, id, ${changed.join(', ')})`,
      changed.length + 3,
      // Not OR REPLACE: an update keeps the row's place and touches only the indexes that change.
      `ON CONFLICT DO UPDATE SET ${changed.map((one) => `${one} = excluded.${one}`).join(', ')}`,
    );
    this.#puts.set(resource, insert);
    return insert;
  }
}

function textOf(document: JsonObject | null): string | null {
  return document === null ? null : JSON.stringify(document);
}

function scopeOf([, tenant, environment]: readonly [string, string, Environment, ...unknown[]]): Scope {
  return { tenant, environment };
}
