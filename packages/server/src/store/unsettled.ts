import type { AuditEntry, Scope, StoredRow } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import type { JournalEntry } from './journal.ts';
import { type Change, parseBatch } from './journal-batch.ts';
import { type KnownRow, rowName } from './overlay.ts';

/** A change, the batch that did it, and what it made of the row. */
interface Done extends KnownRow {
  readonly number: number;
  readonly change: Change;
}

/**
 * Batches that the journal has and the tables may lack: what a read has to add to what the tables say.
 *
 * They are taken from the journal by the reads that need them, each once: without reads they cost nothing.
 */
export class Unsettled {
  readonly #later: Database.Statement<[number], JournalEntry>;
  /** The last batch that was taken. */
  #taken = 0;
  /** The last batch that was dropped. */
  #dropped = 0;
  /** Changes of each row, oldest first, by scope and resource, then by id. */
  readonly #changes = new Map<string, Map<string, Done[]>>();

  /** @param journal A connection to the journal that only reads. */
  constructor(journal: Database.Database) {
    this.#later = journal.prepare('SELECT number, batch FROM batches WHERE number > ? ORDER BY number');
  }

  /**
   * Takes what the journal has by now, and drops the batches that the tables have.
   *
   * To be called before the tables are read: a batch leaves the journal only once it is settled, so one that is
   * not found here is in every later snapshot of theirs.
   */
  look(settledTo: number): void {
    if (settledTo > this.#dropped) this.#drop(settledTo);
    for (const entry of this.#later.all(Math.max(settledTo, this.#taken))) this.#take(entry);
  }

  /** Finds what a row is since a batch; nothing when none after it has changed the row. */
  row(scope: Scope, resource: string, id: string, after: number): KnownRow | undefined {
    return since(this.#of(scope, resource)?.get(id)?.at(-1), after);
  }

  /** Finds the rows of a resource that were changed after a batch, by id. */
  rows(scope: Scope, resource: string, after: number): ReadonlyMap<string, KnownRow> {
    const found = new Map<string, KnownRow>();
    for (const [id, changes] of this.#of(scope, resource) ?? []) {
      const last = since(changes.at(-1), after);
      if (last) found.set(id, last);
    }
    return found;
  }

  /** Finds the changes of one row after a batch, oldest first. */
  history(scope: Scope, resource: string, id: string, after: number): AuditEntry[] {
    const changes = this.#of(scope, resource)?.get(id) ?? [];
    return changes.filter(({ number }) => number > after).map(({ change }) => entryOf(change));
  }

  #of(scope: Scope, resource: string): Map<string, Done[]> | undefined {
    return this.#changes.get(rowName(scope, resource, ''));
  }

  #take({ number, batch }: JournalEntry): void {
    this.#taken = number;
    for (const change of parseBatch(batch).changes) {
      const [resource, tenant, environment, id] = change;
      const name = rowName({ tenant, environment }, resource, '');
      const rows = this.#changes.get(name) ?? new Map<string, Done[]>();
      if (rows.size === 0) this.#changes.set(name, rows);
      const done = { number, change, row: rowOf(change) };
      const before = rows.get(id);
      if (before) before.push(done);
      else rows.set(id, [done]);
    }
  }

  #drop(number: number): void {
    this.#dropped = number;
    for (const [name, rows] of this.#changes) {
      for (const [id, changes] of rows) {
        const left = changes.filter((change) => change.number > number);
        if (left.length === 0) rows.delete(id);
        else if (left.length < changes.length) rows.set(id, left);
      }
      if (rows.size === 0) this.#changes.delete(name);
    }
  }
}

function since(done: Done | undefined, after: number): Done | undefined {
  return done && done.number > after ? done : undefined;
}

function rowOf([, , , id, , , after, , , , createdAt, updatedAt]: Change): StoredRow | undefined {
  return after === null ? undefined : { id, document: after, createdAt, updatedAt };
}

function entryOf([resource, tenant, environment, id, action, before, after, keyId, requestId, at]: Change): AuditEntry {
  return { scope: { tenant, environment }, resource, id, action, before, after, keyId, requestId, at };
}
