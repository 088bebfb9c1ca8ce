import type { QueryClient, QueryFilters } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import { revenueKey } from './keys.ts';

/** One write between its begin and its end. */
interface Write {
  readonly queryClient: QueryClient;
  readonly client: Client;
  readonly row: string;
  /** What it makes stale when it is done. */
  readonly resources: readonly string[];
  /** What is stale by now: by itself, and by writes that ended before it. */
  readonly stale: Set<string>;
  /** Settled when the write is over. */
  readonly over: Promise<void>;
}

/** What a write is told at its begin. */
export interface Begun {
  /** Settled when it is its turn: the writes of one row are sent in the order of the calls. */
  readonly turn: Promise<void> | undefined;
  /** Has to be called at its end. */
  end(changed: boolean): void;
}

const underWay = new Set<Write>();

/** Joins the fetch that is under way, if there is one: it is never aborted. */
const JOIN = { cancelRefetch: false };

/**
 * Notes that a write begins.
 *
 * What writes make stale is read again once, after the last of those under way.
 * @param row Resource and id.
 * @param resources What the write makes stale.
 */
export function beginWrite(queryClient: QueryClient, client: Client, row: string, resources: readonly string[]): Begun {
  // Of another client, which is another person, nothing is waited for.
  const others = (): Write[] => [...underWay].filter((other) => other.client === client);
  const turn = others()
    .filter((other) => other.row === row)
    .at(-1)?.over;
  let leave = (): void => {};
  const over = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const stale = new Set<string>();
  const write: Write = { queryClient, client, row, resources, stale, over };
  underWay.add(write);
  const end = (changed: boolean): void => {
    leave();
    underWay.delete(write);
    const due = (changed ? [...stale, ...resources] : [...stale]).filter((name) => {
      const heir = others().find((other) => other.queryClient === queryClient && other.resources.includes(name));
      return !heir?.stale.add(name);
    });
    if (due.length > 0) readAgain(queryClient, client, due);
  };
  return { turn, end };
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
