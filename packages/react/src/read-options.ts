import {
  type DataTag,
  type Query,
  type QueryClient,
  type QueryKey,
  type SkipToken,
  skipToken,
  type UndefinedInitialDataOptions,
  type UnusedSkipTokenOptions,
} from '@tanstack/react-query';
import type { CallOptions, RevenueError } from '@thrivestack-revenue/core';
import type { RevenueKey } from './keys.ts';
import { callNoting, waitOf } from './waits.ts';

/** What `useQuery`, `useSuspenseQuery`, `prefetchQuery` and the like take for one read. */
export type ReadOptions<TData> = UnusedSkipTokenOptions<TData, RevenueError, TData, RevenueKey> & {
  queryKey: DataTag<RevenueKey, TData, RevenueError>;
};

/** The same for a read that may be skipped; not for suspense. */
export type SkippableReadOptions<TData> = UndefinedInitialDataOptions<TData, RevenueError, TData, RevenueKey> & {
  queryKey: DataTag<RevenueKey, TData, RevenueError>;
};

/** Timers run slightly early; a run that close to the time is the one that was waited for. */
const EARLY_MS = 100;

/** A longer delay overflows the platform's timers, which then fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Makes the options of one read. */
export function readOptions<TArgs, TData>(
  key: RevenueKey,
  args: TArgs | SkipToken,
  send: (args: TArgs, call: CallOptions) => Promise<TData>,
): SkippableReadOptions<TData> {
  return {
    queryKey: key as SkippableReadOptions<TData>['queryKey'],
    queryFn: isSkipped(args) ? skipToken : (context) => runRead(context, (call) => send(args, call)),
    ...readPolicy,
  };
}

/** What all reads have in common: the client retries, and only a 429 is asked again, once. */
export const readPolicy = { retry: false, refetchInterval: refetchDelay } as const;

/** Tells whether a read is to be left out. */
export function isSkipped(args: unknown): args is SkipToken {
  return args === skipToken;
}

/** Sends one request of a query, and notes what it is told to wait for. */
export function runRead<TData>(
  context: { client: QueryClient; queryKey: QueryKey; signal: AbortSignal },
  send: (call: CallOptions) => Promise<TData>,
): Promise<TData> {
  const { client, queryKey, signal } = context;
  const query = client.getQueryCache().find({ queryKey });
  const before = waitOf(query);
  // What the query asked by itself is not asked by itself again.
  const asked = before?.refetches && Date.now() >= before.retryAt - EARLY_MS;
  return callNoting(query, !asked, { signal }, send);
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
  // The time is past when the page was hidden: the interval goes on until it is seen.
  return delay > 0 ? Math.min(delay, MAX_DELAY_MS) : 1000;
}
