import { compareBy, fits, type ListArgs } from './compare.ts';
import type { Change, OptimisticResource, Row } from './resource.ts';

/** What the cache keeps of a list: one page, or several with their cursors. */
export interface Pages {
  readonly pages: readonly Row[];
  readonly pageParams: readonly unknown[];
}

/** One read in the cache: `['thrivestack', client, resource, method, args]`. */
export type ReadKey = readonly unknown[];

function pagesOf(data: unknown): readonly Row[] {
  return (data as Partial<Pages>).pages ?? [data as Row];
}

/** Lists the rows that a read holds. */
export function rowsOf({ reads, items }: OptimisticResource, key: ReadKey, data: unknown): Row[] {
  if (data === undefined) return [];
  return key[3] === reads[0] ? [data as Row] : pagesOf(data).flatMap((page) => page[items] as Row[]);
}

/**
 * Shows changes in what a read holds.
 *
 * @param end The last row as the server gave it: where the loaded pages end.
 */
export function patch(
  resource: OptimisticResource,
  readKey: ReadKey,
  data: unknown,
  changes: readonly Change[],
  end: Row | undefined,
): unknown {
  if (data === undefined) return data;
  const { key, reads, items, next, more, cursor, limit, sort, order } = resource;
  const isRow = readKey[3] === reads[0];
  const args = (readKey[4] ?? {}) as ListArgs;
  const field = (args[sort[0]] ?? sort[1]) as string;
  const descending = (args[order[0]] ?? order[1]) !== 'asc';
  /** Rows without a value come last in both directions; ties go by id in the same direction. */
  const compare = (a: Row, b: Row): number => {
    const first = compareBy(resource, field, a, b) || compareBy(resource, key, a, b);
    return Number(a[field] == null) - Number(b[field] == null) || (descending ? -first : first);
  };
  const rows = rowsOf(resource, readKey, data);
  const before = pagesOf(data);
  const last = before.length - 1;
  const pageOf = new Map<Row | undefined, number>();
  for (const [index, page] of before.entries()) {
    for (const row of isRow ? [] : (page[items] as Row[])) pageOf.set(row, index);
  }
  for (const { id, after, sets } of changes) {
    const found = rows.findIndex((row) => row[key] === id);
    const old = rows[found];
    const fit = after && (isRow ? undefined : fits(resource, args, after));
    const latest = sets.includes(field);
    if (after && old && (fit === undefined || (fit && !latest && compare(old, after) === 0))) {
      pageOf.set(after, pageOf.get(old) ?? last);
      rows[found] = after;
      continue;
    }
    // A row that is being deleted stays on its own page until the API has answered.
    if (isRow) continue;
    if (old) rows.splice(found, 1);
    if (!after || !fit) continue;
    let place = latest ? (descending ? 0 : -1) : rows.findIndex((row) => compare(row, after) > 0);
    const behind = place < 0;
    if (behind) place = rows.length;
    const isFirst = args[cursor] == null && (data as Partial<Pages>).pageParams?.[0] == null;
    const isLast = before[last]?.[more] === false || before[last]?.[next] == null;
    const room = before.length * ((args[limit[0]] ?? limit[1]) as number);
    const within = !behind || (isLast ? place < room : end && !latest && compare(after, end) <= 0);
    if (!within || (place === 0 && !isFirst)) continue;
    pageOf.set(after, pageOf.get(rows[place]) ?? last);
    rows.splice(place, 0, after);
  }
  if (isRow) return rows[0];
  const pages = before.map((page, index) => ({ ...page, [items]: rows.filter((row) => pageOf.get(row) === index) }));
  return (data as Partial<Pages>).pages ? { ...data, pages } : pages[0];
}
