import {
  compareText,
  type HistoryPage,
  type HistoryQuery,
  type ListPage,
  type ListQuery,
  type ResourceDefinition,
  rowValue,
  type Scope,
  type StoredRow,
  selectPage,
} from '@thrivestack-revenue/engine';
import { guarded } from './sqlite-error.ts';
import type { SqliteReader } from './sqlite-reader.ts';
import type { Unsettled } from './unsettled.ts';

/**
 * Reads what was acknowledged, whether the tables have it yet or not, without waiting for them.
 *
 * Each read is of one moment: it asks the tables, in one snapshot, how far they are, and adds the batches of the journal after that.
 */
export class FreshReader {
  readonly #reader: SqliteReader;
  readonly #unsettled: Unsettled;
  readonly #settledTo: () => number | undefined;

  /** @param settledTo Gives the last batch that the tables are known to have; nothing when they have all. */
  constructor(reader: SqliteReader, unsettled: Unsettled, settledTo: () => number | undefined) {
    this.#reader = reader;
    this.#unsettled = unsettled;
    this.#settledTo = settledTo;
  }

  get(scope: Scope, resource: string, id: string): StoredRow | undefined {
    return this.#read(
      () => this.#reader.get(scope, resource, id),
      (settledTo) => {
        const known = this.#unsettled.row(scope, resource, id, settledTo);
        return known ? known.row : this.#reader.get(scope, resource, id);
      },
    );
  }

  list(query: ListQuery): ListPage {
    return this.#read(
      () => this.#reader.list(query),
      (settledTo) => {
        const changed = this.#unsettled.rows(query.scope, query.resource, settledTo);
        if (changed.size === 0) return this.#reader.list(query);
        const definition = this.#reader.definition(query.resource);
        const rows = this.#unchanged(query, definition, changed);
        for (const { row } of changed.values()) if (row) rows.push(row);
        return selectPage(rows, query, (column, row) => rowValue(definition, column, row), compareText);
      },
    );
  }

  history(query: HistoryQuery): HistoryPage {
    return this.#read(
      () => this.#reader.history(query),
      (settledTo) => {
        const stored = this.#reader.history(query);
        if (stored.hasMore) return stored;
        const { scope, resource, id, limit, skip = 0 } = query;
        const later = this.#unsettled.history(scope, resource, id, settledTo);
        // What is left out may be more than the tables have.
        const left = stored.entries.length > 0 ? 0 : skip - this.#reader.changes(scope, resource, id);
        const entries = [...stored.entries, ...later.slice(Math.max(0, left))];
        return { entries: entries.slice(0, limit), hasMore: entries.length > limit };
      },
    );
  }

  /** Gives what a query finds in the tables and is still so: enough for a page, and one row more if there is one. */
  #unchanged(query: ListQuery, definition: ResourceDefinition, changed: ReadonlyMap<string, unknown>): StoredRow[] {
    const found: StoredRow[] = [];
    let next = { ...query, limit: query.limit + 1 };
    for (;;) {
      const { rows, hasMore } = this.#reader.list(next);
      found.push(...rows.filter(({ id }) => !changed.has(id)));
      const last = rows.at(-1);
      if (!hasMore || !last || found.length > query.limit) return found;
      const after = { value: rowValue(definition, query.sort.column, last), id: last.id };
      // Further each time: many rows that follow each other may have changed.
      next = { ...next, after, limit: next.limit * 2 };
    }
  }

  /**
   * @param whole Reads when the tables have everything.
   * @param partly Reads in one snapshot, in which the tables have the batches up to a number.
   */
  #read<T>(whole: () => T, partly: (settledTo: number) => T): T {
    const known = this.#settledTo();
    if (known === undefined) return whole();
    guarded(() => this.#unsettled.look(known));
    return this.#reader.atOneMoment(partly);
  }
}
