import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { onWaitChange, waitOf } from './waits.ts';

/** Adds to a hook's result when the next attempt may be made. */
export type WithRetryAt<TResult> = TResult & {
  /**
   * When the next attempt is or may be made, in epoch milliseconds; undefined when nothing waits.
   *
   * During back-off it is the client's own next attempt. After a 429 a query asks once more
   * at that time by itself; a further page and a mutation wait for a new call.
   */
  readonly retryAt: number | undefined;
};

/** Reads when a query or mutation may be made again. */
export function useRetryAt(subject: () => object | undefined): number | undefined {
  return useSyncExternalStore(
    onWaitChange,
    () => waitOf(subject())?.retryAt,
    () => undefined,
  );
}

/** Reads when a query may be asked again. */
export function useQueryRetryAt(queryKey: QueryKey): number | undefined {
  const queryClient = useQueryClient();
  const { queryHash } = queryClient.defaultQueryOptions({ queryKey });
  return useRetryAt(() => queryClient.getQueryCache().get(queryHash));
}

/**
 * Adds `retryAt` to the result of a query.
 *
 * Through getters: reading a property is what makes a component render when it changes, so copying
 * them would make it render for all.
 */
export function withRetryAt<TResult extends object>(
  result: TResult,
  retryAt: number | undefined,
): WithRetryAt<TResult> {
  const extended = { retryAt };
  for (const name of Object.keys(result)) {
    Object.defineProperty(extended, name, { enumerable: true, get: () => result[name as keyof TResult] });
  }
  return extended as WithRetryAt<TResult>;
}
