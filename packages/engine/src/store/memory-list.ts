import type { ColumnValue, ListFilter, ListPage, ListQuery, StoredRow } from './port.ts';

/** Gives what a row has in a column, in the sense of `ListQuery`. */
export type ReadColumn = (column: string, row: StoredRow) => ColumnValue;
/** Orders two texts: below, at or above zero. */
export type Compare = (a: string, b: string) => number;

/**
 * Selects one page of rows, in any order, with one look at each.
 *
 * @param read Gives what a row has in a column.
 * @param compareText Compares by UTF-8 bytes.
 */
export function selectPage(
  rows: Iterable<StoredRow>,
  query: ListQuery,
  read: ReadColumn,
  compareText: Compare,
): ListPage {
  const { filters, sort, order, limit, after } = query;
  const compare = orderOf(order === 'desc' ? -1 : 1, compareText);
  const found: Entry[] = [];
  for (const row of rows) {
    if (!passesAll(filters, row, read, compareText)) continue;
    const entry = { value: read(sort.column, row), id: row.id, row };
    if (!after || compare(entry, after) > 0) keepFirst(found, entry, limit + 1, compare);
  }
  return { rows: found.slice(0, limit).map(({ row }) => row), hasMore: found.length > limit };
}

/** Adds an entry to those in order, behind its equals, unless so many are before it; of more, the last is dropped. */
function keepFirst(found: Entry[], entry: Entry, most: number, compare: (a: Position, b: Position) => number): void {
  const last = found.at(-1);
  if (found.length === most && last && compare(entry, last) >= 0) return;
  let from = 0;
  for (let to = found.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (compare(entry, found[middle] as Entry) >= 0) from = middle + 1;
    else to = middle;
  }
  found.splice(from, 0, entry);
  if (found.length > most) found.pop();
}

/** Tells whether a row passes every filter. */
export function passesAll(
  filters: readonly ListFilter[],
  row: StoredRow,
  read: ReadColumn,
  compareText: Compare,
): boolean {
  return filters.every((filter) => passes(filter, read(filter.column, row), compareText));
}

interface Position {
  readonly value: ColumnValue;
  readonly id: string;
}

interface Entry extends Position {
  readonly row: StoredRow;
}

/** Rows without a value come last in both directions; ties go by id in the same direction. */
function orderOf(direction: 1 | -1, compareText: Compare): (a: Position, b: Position) => number {
  return (a, b) => {
    if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
    return direction * (compareValues(a.value, b.value, compareText) || compareText(a.id, b.id));
  };
}

function compareValues(a: ColumnValue, b: ColumnValue, compareText: Compare): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a === b ? 0 : compareText(String(a), String(b));
}

function passes({ op, value: wanted }: ListFilter, value: ColumnValue, compareText: Compare): boolean {
  if (value === null) return false;
  if (op === 'prefix') return String(value).startsWith(String(wanted));
  const order = compareValues(value, wanted, compareText);
  if (op === 'eq') return order === 0;
  if (op === 'gt' || op === 'gte') return op === 'gte' ? order >= 0 : order > 0;
  return op === 'lte' ? order <= 0 : order < 0;
}
