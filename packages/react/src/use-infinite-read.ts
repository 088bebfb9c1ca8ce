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
import type { InfiniteReadOptions, PageCursor, SkippableInfiniteReadOptions } from './infinite-options.ts';
import type { RevenueKey } from './keys.ts';
import type { Fixed, WithClient } from './use-read.ts';
import { useQueryRetryAt, type WithRetryAt, withRetryAt } from './use-retry-at.ts';

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
  base: SkippableInfiniteReadOptions<TPage>,
  options?: InfiniteReadHookOptions<TPage, TSelected>,
): InfiniteReadResult<TSelected> {
  const result = useInfiniteQuery<TPage, RevenueError, TSelected, RevenueKey, PageCursor>({
    ...(base as UseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, PageCursor>),
    ...options,
  });
  return withRetryAt(result, useQueryRetryAt(base.queryKey));
}

/** Runs one list, page by page, for a component that suspends until the first is there. */
export function useSuspenseInfiniteRead<TPage, TSelected>(
  base: InfiniteReadOptions<TPage>,
  options?: SuspenseInfiniteReadHookOptions<TPage, TSelected>,
): SuspenseInfiniteReadResult<TSelected> {
  const result = useSuspenseInfiniteQuery<TPage, RevenueError, TSelected, RevenueKey, PageCursor>({
    ...(base as UseSuspenseInfiniteQueryOptions<TPage, RevenueError, TSelected, RevenueKey, PageCursor>),
    ...options,
  });
  return withRetryAt(result, useQueryRetryAt(base.queryKey));
}
