import type { AuditEntry, Scope, StoredRow } from '@thrivestack-revenue/engine';
import type { JournalEntry } from './journal.ts';
import { type Change, parseBatch } from './journal-batch.ts';
import { type KnownRow, rowName } from './overlay.ts';

/** A change, the batch that did it, and what it made of the row. */
interface Done extends KnownRow {
  readonly number: number;
  readonly change: Change;
}

/**
 * Batches that are acknowledged, and that the tables may lack: what a read has to add to what the tables say.
 *
 * They are parsed by the first read that needs them: without reads they cost next to nothing.
 */
export class Unsettled {
  readonly #entries: JournalEntry[] = [];
  /** So many of the entries, the oldest ones, are in `#changes`. */
  #parsed = 0;
  /** Changes of each row, oldest first, by scope and resource, then by id. */
  readonly #changes = new Map<string, Map<string, Done[]>>();

  /** True when the tables have everything. */
  get empty(): boolean {
    return this.#entries.length === 0;
  }

  /** Adds a batch, once it is acknowledged; numbers grow. */
  add(entry: JournalEntry): void {
    this.#entries.push(entry);
  }

  /** Drops what the tables have: the batches up to a number. */
  settledTo(number: number): void {
    const first = this.#entries.findIndex((entry) => entry.number > number);
    const settled = first === -1 ? this.#entries.length : first;
    if (settled === 0) return;
    this.#entries.splice(0, settled);
    const wasParsed = this.#parsed > 0;
    this.#parsed = Math.max(0, this.#parsed - settled);
    if (wasParsed) this.#forget(number);
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
    for (; this.#parsed < this.#entries.length; this.#parsed += 1) {
      const entry = this.#entries[this.#parsed];
      if (entry) this.#parse(entry);
    }
    return this.#changes.get(rowName(scope, resource, ''));
  }

  #parse({ number, batch }: JournalEntry): void {
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

  #forget(number: number): void {
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
