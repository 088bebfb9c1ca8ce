import type { IdempotencyClaim, IdempotencyRecord, Scope, StoredRow } from '@thrivestack-revenue/engine';

/** A row as a batch left it; without `row` it was deleted. */
export interface KnownRow {
  readonly row: StoredRow | undefined;
}

/** Names a row among all; lengths keep two names apart that their parts would make alike. */
export function rowName({ tenant, environment }: Scope, resource: string, id: string): string {
  return `${environment} ${tenant.length} ${tenant}${resource.length} ${resource}${id}`;
}

/** Names an answer among all. */
export function answerName({ tenant, environment }: Scope, { method, path, key }: IdempotencyClaim): string {
  return `${environment} ${tenant.length} ${tenant}${method.length} ${method}${path.length} ${path}${key}`;
}

/** What a batch changed, by name. */
export interface BatchChanges {
  readonly rows: ReadonlyMap<string, KnownRow>;
  readonly answers: ReadonlyMap<string, IdempotencyRecord>;
}

interface Batch extends BatchChanges {
  readonly number: number;
}

/**
 * What is journaled and may not be settled yet: it says more than the tables do.
 *
 * Rows and answers are dropped only once the tables have them, so whoever looks here first and
 * then into the tables, in a snapshot taken later, misses nothing.
 */
export class Overlay {
  readonly #rows = new Map<string, Batch>();
  readonly #answers = new Map<string, Batch>();
  readonly #batches: Batch[] = [];
  #size = 0;

  /** Rows and answers that wait, counted by batch. */
  get size(): number {
    return this.#size;
  }

  row(name: string): KnownRow | undefined {
    return this.#rows.get(name)?.rows.get(name);
  }

  answer(name: string): IdempotencyRecord | undefined {
    return this.#answers.get(name)?.answers.get(name);
  }

  /** Adds what a batch changed, under its number in the journal. */
  add(number: number, changes: BatchChanges): void {
    const batch = { number, ...changes };
    this.#batches.push(batch);
    this.#size += changes.rows.size + changes.answers.size;
    for (const name of changes.rows.keys()) this.#rows.set(name, batch);
    for (const name of changes.answers.keys()) this.#answers.set(name, batch);
  }

  /** Drops what is settled: the batches up to a number. */
  settledTo(number: number): void {
    while (this.#batches[0] && this.#batches[0].number <= number) {
      const batch = this.#batches[0];
      this.#batches.shift();
      this.#size -= batch.rows.size + batch.answers.size;
      for (const name of batch.rows.keys()) if (this.#rows.get(name) === batch) this.#rows.delete(name);
      for (const name of batch.answers.keys()) if (this.#answers.get(name) === batch) this.#answers.delete(name);
    }
  }
}
