import {
  type InfiniteData,
  type UseInfiniteQueryOptions,
  type UseInfiniteQueryResult,
  type UseSuspenseInfiniteQueryOptions,
  type UseSuspenseInfiniteQueryResult,
  useInfiniteQuery,
  useSuspenseInfiniteQuery,
} from '@tanstack/react-query';
import type { RevenueError } from '@thrivestack-revenue/core';
import type { InfiniteReadOptions, SkippableInfiniteReadOptions } from './infinite-options.ts';
import type { RevenueKey } from './keys.ts';
import type { Fixed } from './use-read.ts';
import { useQueryRetryAt, type WithRetryAt, withRetryAt } from './use-retry-at.ts';

type Paged = Fixed | 'initialPageParam' | 'getNextPageParam' | 'getPreviousPageParam';

/** What an infinite read hook takes beside its arguments. */
export type InfiniteReadHookOptions<TPage, TCursor, TSelected = InfiniteData<TPage, TCursor>> = Omit<
  UseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, TCursor>,
  Paged
>;

/** What a suspending infinite read hook takes beside its arguments. */
export type SuspenseInfiniteReadHookOptions<TPage, TCursor, TSelected = InfiniteData<TPage, TCursor>> = Omit<
  UseSuspenseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, TCursor>,
  Paged
>;

/** What an infinite read hook returns. */
export type InfiniteReadResult<TData> = WithRetryAt<UseInfiniteQueryResult<TData, RevenueError>>;

/** What a suspending infinite read hook returns: `data` is always there. */
export type SuspenseInfiniteReadResult<TData> = WithRetryAt<UseSuspenseInfiniteQueryResult<TData, RevenueError>>;

/** Runs one list for a component, page by page. */
export function useInfiniteRead<TPage, TCursor, TSelected>(
  base: SkippableInfiniteReadOptions<TPage, TCursor>,
  options?: InfiniteReadHookOptions<TPage, TCursor, TSelected>,
): InfiniteReadResult<TSelected> {
  const result = useInfiniteQuery<TPage, RevenueError, TSelected, RevenueKey, TCursor>({
    ...(base as UseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, TCursor>),
    ...options,
  });
  return withRetryAt(result, useQueryRetryAt(base.queryKey));
}

/** Runs one list, page by page, for a component that suspends until the first is there. */
export function useSuspenseInfiniteRead<TPage, TCursor, TSelected>(
  base: InfiniteReadOptions<TPage, TCursor>,
  options?: SuspenseInfiniteReadHookOptions<TPage, TCursor, TSelected>,
): SuspenseInfiniteReadResult<TSelected> {
  const result = useSuspenseInfiniteQuery<TPage, RevenueError, TSelected, RevenueKey, TCursor>({
    ...(base as UseSuspenseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, TCursor>),
    ...options,
  });
  return withRetryAt(result, useQueryRetryAt(base.queryKey));
}
