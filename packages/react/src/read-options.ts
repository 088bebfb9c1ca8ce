import type {
  DataTag,
  Query,
  QueryClient,
  QueryFunctionContext,
  QueryKey,
  SkipToken,
  UndefinedInitialDataOptions,
  UnusedSkipTokenOptions,
} from '@tanstack/react-query';
import type { CallOptions, Client, RevenueError } from '@thrivestack-revenue/core';
import { keyOf, type RevenueKey } from './keys.ts';
import { callNoting, waitOf } from './waits.ts';

/** What `useQuery`, `useSuspenseQuery`, `prefetchQuery` and the like take for one read. */
export type ReadOptions<TData> = UnusedSkipTokenOptions<TData, RevenueError, TData, RevenueKey> & {
  queryKey: DataTag<RevenueKey, TData, RevenueError>;
};

/** The same for a read that may be skipped; not for suspense. */
export type SkippableReadOptions<TData> = UndefinedInitialDataOptions<TData, RevenueError, TData, RevenueKey> & {
  queryKey: DataTag<RevenueKey, TData, RevenueError>;
};

/** Makes the options of one read. */
export function readOptions<TArgs, TData>(
  client: Client,
  resource: string,
  operation: string,
  args: TArgs | SkipToken,
  send: (client: Client, args: TArgs, call: CallOptions, context: QueryFunctionContext<RevenueKey>) => Promise<TData>,
): SkippableReadOptions<TData> {
  const read = (context: QueryFunctionContext<RevenueKey>): Promise<TData> => {
    const query = queryOf(context.client, context.queryKey);
    const wait = waitOf(query);
    // What the query asked by itself is not asked by itself again. Timers run slightly early.
    const asked = wait?.refetches && Date.now() > wait.retryAt - 100;
    return callNoting({ signal: context.signal }, (call) => send(client, args as TArgs, call, context), query, !asked);
  };
  return {
    queryKey: keyOf(client, resource, operation, args) as SkippableReadOptions<TData>['queryKey'],
    queryFn: typeof args === 'symbol' ? (args as SkipToken) : read,
    // The client retries, and only a 429 is asked again, once.
    retry: false,
    refetchInterval: refetchDelay,
  };
}

/** Finds the query of a key. */
export function queryOf(queryClient: QueryClient, queryKey: QueryKey): Query | undefined {
  return queryClient.getQueryCache().get(queryClient.defaultQueryOptions({ queryKey }).queryHash);
}

/**
 * Says in how many milliseconds a failed query asks again by itself; false when it does not.
 *
 * As an interval of the query, so that it ends with the last component and several of them send
 * one request. A further page waits for the person: asking again would load every page.
 */
function refetchDelay(query: Pick<Query, 'state'>): number | false {
  const wait = waitOf(query);
  if (!wait?.refetches || query.state.fetchMeta?.fetchMore) return false;
  const delay = wait.retryAt - Date.now();
  // A longer delay overflows the platform's timers, which then fire at once. The time is past when
  // the page was hidden: the interval goes on until it is seen.
  return delay > 0 ? Math.min(delay, 2 ** 31 - 1) : 1000;
}
