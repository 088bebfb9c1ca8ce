import {
  type Mutation,
  notifyManager,
  type Query,
  type QueryCacheNotifyEvent,
  type QueryClient,
  replaceEqualDeep,
} from '@tanstack/react-query';
import { nextRow } from './next-row.ts';
import { holdsRows, patch, rowsOf } from './patch.ts';
import type { Change, OptimisticResource, Row } from './resource.ts';

/** A write that is shown before its answer is there. */
interface Pending extends Change {
  after: Row | undefined;
  readonly kind: 'create' | 'update' | 'delete';
  readonly body: Row;
  /** Stands for the server's time until it has answered, RFC 3339. */
  readonly at: string;
  readonly mutation: Mutation | undefined;
}

/** What the log knows of one read. */
interface View {
  /** What the server said, and what was done since; without what is under way. */
  base: unknown;
  /** The last row of the server's answer: where the loaded pages end. */
  end: Row | undefined;
  /** Writes that were done while the read was on its way: its answer may be older. */
  late: Pending[];
  /** Everything that has been shown for the read. */
  readonly shown: WeakSet<object>;
}

/**
 * The writes under way of one resource in one cache.
 *
 * What the server said is kept apart from them, and the cache holds both together. A write that fails
 * is taken out, and its row is shown without it: nothing else is undone. A read that lands is the new
 * base, and the writes under way are shown on top of it.
 */
export class Log {
  readonly #queryClient: QueryClient;
  readonly #scope: readonly unknown[];
  readonly #resource: OptimisticResource;
  readonly #views = new Map<Query, View>();
  readonly #stops: (() => void)[];
  #pending: readonly Pending[] = [];
  #showing = false;

  /**
   * @param scope Begin of the keys of all that is cached of the resource.
   * @param forget Called when nothing is under way any more.
   */
  constructor(queryClient: QueryClient, scope: readonly unknown[], resource: OptimisticResource, forget: () => void) {
    this.#queryClient = queryClient;
    this.#scope = scope;
    this.#resource = resource;
    this.#stops = [
      queryClient.getQueryCache().subscribe((event) => this.#hear(event)),
      queryClient.getMutationCache().subscribe(({ type, mutation }) => {
        // Another person's client: what was under way is nobody's.
        if (type === 'removed')
          this.#finish(
            this.#pending.find((one) => one.mutation === mutation),
            false,
          );
      }),
      forget,
    ];
  }

  /** Shows a write; the function returned is called when it is done or has failed. */
  begin(kind: Pending['kind'], body: Row): (done: boolean) => void {
    const { key, created, updated } = this.#resource;
    const change: Pending = {
      id: body[key],
      kind,
      body,
      at: new Date().toISOString(),
      after: undefined,
      newest: [kind === 'create' ? created : updated, updated],
      mutation: this.#queryClient.getMutationCache().find({
        predicate: (one) => one.state.variables === body && this.#pending.every(({ mutation }) => mutation !== one),
      }),
    };
    this.#pending = [...this.#pending, change];
    this.#show();
    return (done) => this.#finish(change, done);
  }

  #finish(change: Pending | undefined, done: boolean): void {
    if (!change || !this.#pending.includes(change)) return;
    this.#pending = this.#pending.filter((other) => other !== change);
    if (done) {
      for (const [query, view] of this.#reads()) {
        if (query.state.fetchStatus === 'fetching') view.late.push(change);
        view.base = this.#patch(query, view, view.base, [change]);
      }
    }
    this.#show();
  }

  #hear(event: QueryCacheNotifyEvent): void {
    const { query, type } = event;
    if (type === 'removed') this.#views.delete(query);
    if (type !== 'updated' || this.#showing || query.queryKey[2] !== this.#scope[2]) return;
    const view = this.#views.get(query);
    const { data, fetchMeta, fetchStatus } = query.state;
    if (view) {
      if (event.action.type === 'success' && !event.action.manual) {
        this.#land(query, view, fetchMeta?.fetchMore ? withBasePages(data, view.base) : data);
        view.base = this.#patch(query, view, view.base, view.late);
      } else if (data !== view.base && !view.shown.has(data as object)) {
        view.base = this.#withoutPending(query, view, data);
      }
      if (fetchStatus === 'idle') view.late = [];
    }
    this.#show();
  }

  /** The reads that hold rows, the oldest first. */
  #reads(): [Query, View][] {
    return this.#queryClient
      .getQueryCache()
      .findAll({ queryKey: this.#scope, predicate: ({ queryKey }) => holdsRows(this.#resource, queryKey) })
      .sort((a, b) => a.state.dataUpdatedAt - b.state.dataUpdatedAt)
      .map((query) => {
        let view = this.#views.get(query);
        if (!view) {
          view = { base: undefined, end: undefined, late: [], shown: new WeakSet() };
          this.#views.set(query, view);
          this.#land(query, view, query.state.data);
        }
        return [query, view];
      });
  }

  #land({ queryKey }: Query, view: View, data: unknown): void {
    view.base = data;
    view.end = rowsOf(this.#resource, queryKey, data).at(-1);
  }

  /** Somebody else has changed what is shown: their rows stay, those under way go back to what they were. */
  #withoutPending(query: Query, view: View, data: unknown): unknown {
    const old = rowsOf(this.#resource, query.queryKey, view.base);
    const back = this.#pending.map(({ id }) => ({
      id,
      after: old.find((row) => row[this.#resource.key] === id),
      newest: [],
    }));
    return this.#patch(query, view, data, back);
  }

  #patch({ queryKey }: Query, { end }: View, data: unknown, changes: readonly Change[]): unknown {
    return patch(this.#resource, queryKey, data, changes, end);
  }

  #show(): void {
    const reads = this.#reads();
    this.#follow(reads);
    this.#showing = true;
    notifyManager.batch(() => {
      for (const [query, view] of reads) {
        const data = replaceEqualDeep(query.state.data, this.#patch(query, view, view.base, this.#pending));
        if (data) view.shown.add(data as object);
        // Not `setData`: this is no answer, and what is stale stays stale.
        if (data !== query.state.data) query.setState({ data });
      }
    });
    this.#showing = false;
    if (this.#pending.length > 0 || reads.some(([, { late }]) => late.length > 0)) return;
    for (const stop of this.#stops) stop();
  }

  /** Finds for each write under way the row that it leaves. */
  #follow(reads: readonly [Query, View][]): void {
    const resource = this.#resource;
    const rows = new Map<unknown, Row | undefined>();
    for (const [{ queryKey }, { base }] of reads) {
      for (const row of rowsOf(resource, queryKey, base)) rows.set(row[resource.key], row);
    }
    for (const change of this.#pending) {
      change.after = nextRow(resource, change.kind, rows.get(change.id), change.body, change.at);
      rows.set(change.id, change.after);
    }
  }
}

interface Pages {
  readonly pages: readonly unknown[];
  readonly pageParams: readonly unknown[];
}

/** A further page comes behind pages as they were shown; here they are as the server gave them. */
function withBasePages(data: unknown, base: unknown): Pages {
  const { pages, pageParams } = data as Pages;
  const old = base as Pages;
  return {
    pageParams,
    pages: pages.map((page, index) => old.pages[old.pageParams.indexOf(pageParams[index])] ?? page),
  };
}
