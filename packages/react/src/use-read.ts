import {
  type UseQueryOptions,
  type UseQueryResult,
  type UseSuspenseQueryOptions,
  type UseSuspenseQueryResult,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import type { Client, RevenueError } from '@thrivestack-revenue/core';
import type { RevenueKey } from './keys.ts';
import type { ReadOptions, SkippableReadOptions } from './read-options.ts';
import { useQueryRetryAt, type WithRetryAt, withRetryAt } from './use-retry-at.ts';

/** What the hooks decide themselves. */
export type Fixed = 'queryKey' | 'queryFn' | 'queryKeyHashFn' | 'retry' | 'retryDelay';

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
  base: SkippableReadOptions<TData>,
  options?: ReadHookOptions<TData, TSelected>,
): ReadResult<TSelected> {
  const result = useQuery<TData, RevenueError, TSelected, RevenueKey>({
    ...(base as UseQueryOptions<TData, RevenueError, TSelected, RevenueKey>),
    ...options,
  });
  return withRetryAt(result, useQueryRetryAt(base.queryKey));
}

/** Runs one read for a component that suspends until it is there. */
export function useSuspenseRead<TData, TSelected>(
  base: ReadOptions<TData>,
  options?: SuspenseReadHookOptions<TData, TSelected>,
): SuspenseReadResult<TSelected> {
  const result = useSuspenseQuery<TData, RevenueError, TSelected, RevenueKey>({
    ...(base as UseSuspenseQueryOptions<TData, RevenueError, TSelected, RevenueKey>),
    ...options,
  });
  return withRetryAt(result, useQueryRetryAt(base.queryKey));
}
