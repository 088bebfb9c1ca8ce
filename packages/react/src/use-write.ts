import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { Client, RevenueError } from '@thrivestack-revenue/core';
import type { WithClient } from './use-read.ts';
import { useRetryAt, type WithRetryAt } from './use-retry-at.ts';
import { useRevenueClient } from './use-revenue-client.ts';
import type { WithOptimistic, WriteContext, WriteOptions } from './write-options.ts';

/** What a write hook takes. */
export type WriteHookOptions<TData, TBody> = Omit<
  UseMutationOptions<TData, RevenueError, TBody, WriteContext>,
  'mutationKey' | 'mutationFn' | 'onMutate' | 'retry' | 'retryDelay'
> &
  WithClient &
  WithOptimistic;

/** What a write hook returns. */
export type WriteResult<TData, TBody> = WithRetryAt<UseMutationResult<TData, RevenueError, TBody, WriteContext>>;

/** Makes one kind of write available to a component. */
export function useWrite<TData, TBody>(
  make: (client: Client, options?: WithOptimistic) => WriteOptions<TData, TBody>,
  options?: WriteHookOptions<TData, TBody>,
): WriteResult<TData, TBody> {
  const result = useMutation<TData, RevenueError, TBody, WriteContext>({
    ...make(useRevenueClient(options?.client), options),
    ...options,
  });
  return { ...result, retryAt: useRetryAt(() => result.context) };
}
