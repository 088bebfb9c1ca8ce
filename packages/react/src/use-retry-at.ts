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
