import type { QueryClient, QueryFilters } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import { revenueKey } from './keys.ts';

/** The writes under way of one client in one cache, by resource. */
interface UnderWay {
  readonly running: Map<string, number>;
  /** What finished writes have changed and nobody has read again. */
  readonly stale: Set<string>;
}

const writes = new WeakMap<QueryClient, WeakMap<Client, UnderWay>>();

/** Joins the fetch that is under way, if there is one: it is never aborted. */
const JOIN = { cancelRefetch: false };

/**
 * Notes that a write begins; the function returned is called when it ends.
 *
 * What writes make stale is read again once, after the last of those under way.
 * @param resources What the write makes stale.
 */
export function beginWrite(
  queryClient: QueryClient,
  client: Client,
  resources: readonly string[],
): (changed: boolean) => void {
  const clients = writes.get(queryClient) ?? new WeakMap<Client, UnderWay>();
  const { running, stale } = clients.get(client) ?? { running: new Map<string, number>(), stale: new Set<string>() };
  writes.set(queryClient, clients.set(client, { running, stale }));
  const count = (name: string, by: number): number => {
    const now = (running.get(name) ?? 0) + by;
    running.set(name, now);
    return now;
  };
  for (const name of resources) count(name, 1);
  return (changed) => {
    const due = resources.filter((name) => {
      if (changed) stale.add(name);
      return count(name, -1) === 0 && stale.delete(name);
    });
    if (due.length > 0) readAgain(queryClient, client, due);
  };
}

/** Nobody waits for the reads: the write is done. */
function readAgain(queryClient: QueryClient, client: Client, resources: readonly string[]): void {
  const filters: QueryFilters = {
    queryKey: revenueKey(client),
    predicate: ({ queryKey }) => resources.includes(queryKey[2] as string),
  };
  const early = queryClient.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  void queryClient.invalidateQueries(filters, JOIN);
  // What was asked before the write ended may be answered as of before: it is asked once more.
  for (const { queryKey, promise } of early) {
    const again = (): unknown => queryClient.invalidateQueries({ queryKey, exact: true }, JOIN);
    void promise?.then(again, again);
  }
}
