import { nextCursor } from '../infinite-options.ts';
import { fits, type ListArgs, orderOf } from './compare.ts';
import type { Change, OptimisticList, OptimisticResource, Row } from './resource.ts';

/** What the cache keeps of a list: one page, or several with their cursors. */
interface Pages {
  readonly pages: readonly Row[];
  readonly pageParams: readonly unknown[];
}

/** One read in the cache: `['thrivestack', client, resource, method, args]`. */
export type ReadKey = readonly unknown[];

function pagesOf(data: unknown): readonly Row[] {
  return (data as Partial<Pages>).pages ?? [data as Row];
}

/** Lists the rows that a read holds. */
export function rowsOf({ get, list }: OptimisticResource, key: ReadKey, data: unknown): readonly Row[] {
  if (data === undefined) return [];
  if (key[3] === get) return [data as Row];
  return list ? pagesOf(data).flatMap((page) => page[list.items] as Row[]) : [];
}

/** Tells whether a read holds rows that writes can change: a row, or a list of them. */
export function holdsRows({ get, list }: OptimisticResource, [, , , method]: ReadKey): boolean {
  return method === get || (list !== undefined && (method === list.method || method === `${list.method}Infinite`));
}

/**
 * Shows changes in what a read holds.
 *
 * @param end The last row as the server gave it: where the loaded pages end.
 * @returns The same object when nothing changes; unchanged rows and pages are the same objects, too.
 */
export function patch(
  resource: OptimisticResource,
  key: ReadKey,
  data: unknown,
  changes: readonly Change[],
  end: Row | undefined,
): unknown {
  const { get, list } = resource;
  const [, , , method, args] = key;
  if (data === undefined) return data;
  // A row that is being deleted stays on its own page until the API has answered.
  if (method === get) return changes.reduce((row, { id, after }) => (id === args && after ? after : row), data);
  return list ? patchList(resource, list, (args ?? {}) as ListArgs, data as Row & Partial<Pages>, changes, end) : data;
}

function patchList(
  resource: OptimisticResource,
  list: OptimisticList,
  args: ListArgs,
  data: Row & Partial<Pages>,
  changes: readonly Change[],
  end: Row | undefined,
): unknown {
  const { key } = resource;
  const before = pagesOf(data);
  const last = before.length - 1;
  const entries = before.flatMap((page, index) =>
    (page[list.items] as Row[]).map((row): [Row, number] => [row, index]),
  );
  const order = orderOf(resource, list, args);
  const isFirst = args[list.cursor] == null && data.pageParams?.[0] == null;
  const isLast = nextCursor(before[last] ?? {}, list) === null;
  const room = before.length * Number(args[list.limit[0]] ?? list.limit[1]);
  for (const { id, after, newest } of changes) {
    const found = entries.findIndex(([row]) => row[key] === id);
    const [old, page = last] = entries[found] ?? [];
    const fit = after ? fits(resource, list, args, after) : false;
    const latest = newest.includes(order.field);
    if (after && old && (fit === undefined || (fit && !latest && order.compare(old, after) === 0))) {
      entries[found] = [after, page];
      continue;
    }
    if (old) entries.splice(found, 1);
    if (!after || !fit) continue;
    let place = latest ? (order.descending ? 0 : -1) : entries.findIndex(([row]) => order.compare(row, after) > 0);
    const behind = place < 0;
    if (behind) place = entries.length;
    const within = !behind || (isLast ? place < room : end && !latest && order.compare(after, end) <= 0);
    if (within && (place > 0 || isFirst)) entries.splice(place, 0, [after, entries[place]?.[1] ?? last]);
  }
  const after = before.map((page, index) => {
    const rows = entries.flatMap(([row, at]) => (at === index ? [row] : []));
    const old = page[list.items] as Row[];
    return rows.length === old.length && rows.every((row, at) => row === old[at])
      ? page
      : { ...page, [list.items]: rows };
  });
  if (after.every((page, index) => page === before[index])) return data;
  return data.pages ? { ...data, pages: after } : after[0];
}
