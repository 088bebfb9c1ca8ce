import {
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  type UseInfiniteQueryResult,
  type UseQueryOptions,
  type UseQueryResult,
  type UseSuspenseInfiniteQueryOptions,
  type UseSuspenseInfiniteQueryResult,
  type UseSuspenseQueryOptions,
  type UseSuspenseQueryResult,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  useSuspenseInfiniteQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import type { Client, RevenueError } from '@thrivestack-revenue/core';
import type { InfiniteReadOptions, PageCursor, SkippableInfiniteReadOptions } from './infinite-options.ts';
import type { RevenueKey } from './keys.ts';
import { queryOf, type ReadOptions, type SkippableReadOptions } from './read-options.ts';
import { useRetryAt, type WithRetryAt } from './use-retry-at.ts';
import { useRevenueClient } from './use-revenue-client.ts';

/** What the hooks decide themselves. */
type Fixed = 'queryKey' | 'queryFn' | 'queryKeyHashFn' | 'retry' | 'retryDelay';

/** What every hook takes beside the options of TanStack Query. */
export interface WithClient {
  /** Is used instead of that of the `RevenueProvider`; default: the provider's. */
  readonly client?: Client;
}

/** What a read hook takes beside its arguments. */
export type ReadHookOptions<TData, TSelected = TData> = Omit<
  UseQueryOptions<TData, RevenueError, TSelected, RevenueKey>,
  Fixed
> &
  WithClient;

/** What a suspending read hook takes beside its arguments. */
export type SuspenseReadHookOptions<TData, TSelected = TData> = Omit<
  UseSuspenseQueryOptions<TData, RevenueError, TSelected, RevenueKey>,
  Fixed
> &
  WithClient;

/** What a read hook returns. */
export type ReadResult<TData> = WithRetryAt<UseQueryResult<TData, RevenueError>>;

/** What a suspending read hook returns: `data` is always there. */
export type SuspenseReadResult<TData> = WithRetryAt<UseSuspenseQueryResult<TData, RevenueError>>;

/** Runs one read for a component. */
export function useRead<TData, TSelected>(
  make: (client: Client) => SkippableReadOptions<TData>,
  options?: ReadHookOptions<TData, TSelected>,
): ReadResult<TSelected> {
  const base = make(useRevenueClient(options?.client));
  const result = useQuery<TData, RevenueError, TSelected, RevenueKey>({
    ...(base as UseQueryOptions<TData, RevenueError, TSelected, RevenueKey>),
    ...options,
  });
  return useWithRetryAt(result, base.queryKey);
}

/** Runs one read for a component that suspends until it is there. */
export function useSuspenseRead<TData, TSelected>(
  make: (client: Client) => ReadOptions<TData>,
  options?: SuspenseReadHookOptions<TData, TSelected>,
): SuspenseReadResult<TSelected> {
  const base = make(useRevenueClient(options?.client));
  const result = useSuspenseQuery<TData, RevenueError, TSelected, RevenueKey>({
    ...(base as UseSuspenseQueryOptions<TData, RevenueError, TSelected, RevenueKey>),
    ...options,
  });
  return useWithRetryAt(result, base.queryKey);
}

type Paged = Fixed | 'initialPageParam' | 'getNextPageParam' | 'getPreviousPageParam';

/** What an infinite read hook takes beside its arguments. */
export type InfiniteReadHookOptions<TPage, TSelected = InfiniteData<TPage, PageCursor>> = Omit<
  UseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, PageCursor>,
  Paged
> &
  WithClient;

/** What a suspending infinite read hook takes beside its arguments. */
export type SuspenseInfiniteReadHookOptions<TPage, TSelected = InfiniteData<TPage, PageCursor>> = Omit<
  UseSuspenseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, PageCursor>,
  Paged
> &
  WithClient;

/** What an infinite read hook returns. */
export type InfiniteReadResult<TData> = WithRetryAt<UseInfiniteQueryResult<TData, RevenueError>>;

/** What a suspending infinite read hook returns: `data` is always there. */
export type SuspenseInfiniteReadResult<TData> = WithRetryAt<UseSuspenseInfiniteQueryResult<TData, RevenueError>>;

/** Runs one list for a component, page by page. */
export function useInfiniteRead<TPage, TSelected>(
  make: (client: Client) => SkippableInfiniteReadOptions<TPage>,
  options?: InfiniteReadHookOptions<TPage, TSelected>,
): InfiniteReadResult<TSelected> {
  const base = make(useRevenueClient(options?.client));
  const result = useInfiniteQuery<TPage, RevenueError, TSelected, RevenueKey, PageCursor>({
    ...(base as UseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, PageCursor>),
    ...options,
  });
  return useWithRetryAt(result, base.queryKey);
}

/** Runs one list, page by page, for a component that suspends until the first is there. */
export function useSuspenseInfiniteRead<TPage, TSelected>(
  make: (client: Client) => InfiniteReadOptions<TPage>,
  options?: SuspenseInfiniteReadHookOptions<TPage, TSelected>,
): SuspenseInfiniteReadResult<TSelected> {
  const base = make(useRevenueClient(options?.client));
  const result = useSuspenseInfiniteQuery<TPage, RevenueError, TSelected, RevenueKey, PageCursor>({
    ...(base as UseSuspenseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, PageCursor>),
    ...options,
  });
  return useWithRetryAt(result, base.queryKey);
}

/**
 * Adds to the result of a query when it may be asked again.
 *
 * Through getters: reading a property is what makes a component render when it changes, so copying
 * them would make it render for all.
 */
function useWithRetryAt<TResult extends object>(result: TResult, queryKey: QueryKey): WithRetryAt<TResult> {
  const queryClient = useQueryClient();
  const extended = { retryAt: useRetryAt(() => queryOf(queryClient, queryKey)) };
  for (const name in result) {
    Object.defineProperty(extended, name, { enumerable: true, get: () => result[name] });
  }
  return extended as WithRetryAt<TResult>;
}
