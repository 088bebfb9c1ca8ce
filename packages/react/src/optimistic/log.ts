import {
  notifyManager,
  type Query,
  type QueryCacheNotifyEvent,
  type QueryClient,
  replaceEqualDeep,
} from '@tanstack/react-query';
import { nextRow } from './next-row.ts';
import { type Pages, patch, rowsOf } from './patch.ts';
import type { Change, OptimisticResource, Pending, Row, RowWrite } from './resource.ts';

/** What the log knows of one read. */
interface View {
  readonly query: Query;
  /** What the server said, and what was done since; without what is under way. */
  base: unknown;
  /** The last row of the server's answer: where the loaded pages end. */
  end?: Row | undefined;
  /** Writes that were done while the read was on its way: its answer may be older. */
  late: Pending[];
}

/** Shows a write; the function returned is called when it is done or has failed. */
export type Begin = (write: RowWrite, body: Row) => (done: boolean) => void;

/**
 * Keeps the writes under way of one resource in one cache.
 *
 * What the server said is kept apart from them, and the cache holds both together. A write that fails
 * is taken out, and its row is shown without it: nothing else is undone. A read that lands is the new
 * base, and the writes under way are shown on top of it.
 * @param scope Begin of the keys of all that is cached of the resource.
 * @param forget Called when nothing is under way any more.
 */
export function openLog(
  queryClient: QueryClient,
  scope: readonly unknown[],
  resource: OptimisticResource,
  forget: () => void,
): Begin {
  const { key } = resource;
  const cache = queryClient.getQueryCache();
  const views = new WeakMap<Query, View>();
  /** Everything that has been shown. */
  const shown = new WeakSet<object>();
  let pending: readonly Pending[] = [];
  let showing = false;

  const rowsIn = ({ query, base }: View): Row[] => rowsOf(resource, query.queryKey, base);

  const apply = ({ query, base, end }: View, changes: readonly Change[]): unknown =>
    patch(resource, query.queryKey, base, changes, end);

  /** Takes what the server said, and what was done meanwhile. */
  const land = (query: Query, base: unknown, late: readonly Pending[] = []): View => {
    const view: View = { query, base, late: [] };
    view.end = rowsIn(view).at(-1);
    view.base = apply(view, late);
    views.set(query, view);
    return view;
  };

  /** The reads that hold rows, the oldest first. */
  const reads = (): View[] =>
    cache
      .findAll({
        queryKey: scope,
        predicate: ({ queryKey }) => resource.reads.includes(queryKey[3] as string),
      })
      .sort((a, b) => a.state.dataUpdatedAt - b.state.dataUpdatedAt)
      .map((query) => views.get(query) ?? land(query, query.state.data));

  const show = (): void => {
    // One that was removed is another person's: what was under way is nobody's.
    const isThere = ({ body }: Pending): unknown =>
      queryClient.getMutationCache().find({ predicate: (mutation) => mutation.state.variables === body });
    pending = pending.filter(isThere);
    const all = reads();
    const rows = new Map<unknown, Row | undefined>();
    for (const row of all.flatMap(rowsIn)) rows.set(row[key], row);
    for (const change of pending) {
      change.after = nextRow(resource, change, rows.get(change.id));
      rows.set(change.id, change.after);
    }
    showing = true;
    notifyManager.batch(() => {
      for (const view of all) {
        const { query } = view;
        const data = replaceEqualDeep(query.state.data, apply(view, pending));
        if (data) shown.add(data as object);
        // Not `setData`: this is no answer, and what is stale stays stale.
        if (data !== query.state.data) query.setState({ data });
      }
    });
    showing = false;
    if (pending.length > 0 || all.some(({ late }) => late.length > 0)) return;
    stop();
    forget();
  };

  const stop = cache.subscribe((event: QueryCacheNotifyEvent) => {
    if (event.type !== 'updated' || showing) return;
    const { query, action } = event;
    const { data, fetchMeta, fetchStatus } = query.state;
    const view = views.get(query);
    if (view) {
      if (action.type === 'success' && !action.manual) {
        land(query, fetchMeta?.fetchMore ? withBasePages(data, view.base) : data, view.late);
      } else if (!shown.has(data as object)) {
        // Somebody else has changed what is shown: their rows stay, those under way go back to what they were.
        const old = rowsIn(view);
        const back = pending.map(({ id }) => ({ id, after: old.find((row) => row[key] === id), sets: [] }));
        view.base = apply({ ...view, base: data }, back);
      }
      if (fetchStatus === 'idle') view.late = [];
    }
    show();
  });

  return ([begin, ...sets], body) => {
    const change: Pending = { id: body[key], begin, body, at: new Date().toJSON(), sets };
    pending = [...pending, change];
    show();
    return (done) => {
      if (!pending.includes(change)) return;
      pending = pending.filter((other) => other !== change);
      for (const view of done ? reads() : []) {
        if (view.query.state.fetchStatus === 'fetching') view.late.push(change);
        view.base = apply(view, [change]);
      }
      show();
    };
  };
}

/** A further page comes behind pages as they were shown; here they are as the server gave them. */
function withBasePages(data: unknown, base: unknown): Pages {
  const given = data as Pages;
  const pages = [...(base as Pages).pages, ...given.pages.slice(-1)].slice(-given.pages.length);
  return { ...given, pages };
}
