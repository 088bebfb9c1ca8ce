import type { CallOptions, RevenueError } from '@thrivestack-revenue/core';

/** A time before which asking again is useless. */
export interface Wait {
  /** Epoch milliseconds. */
  readonly retryAt: number;
  /** True when the query has failed and asks once more by itself. */
  readonly refetches?: boolean | undefined;
}

// Keyed by the cache's own objects (a query; the context of a mutation), so that two query
// clients never meet here and what the cache forgets is forgotten.
const waits = new WeakMap<object, Wait | undefined>();
const listeners = new Set<() => void>();

/** Reads what a query or mutation waits for. */
export function waitOf(subject: object | undefined): Wait | undefined {
  // Of no object nothing is known.
  return waits.get(subject as object);
}

/** Calls back when any wait changes; returns the way to stop. */
export function onWaitChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Makes a call, and notes what its query or mutation is told to wait for.
 *
 * @param subject The query, or the context of the mutation; default: nobody can ask.
 * @param refetches Whether a query asks by itself after a 429; default: false.
 */
export async function callNoting<TData>(
  options: CallOptions | undefined,
  send: (call: CallOptions) => Promise<TData>,
  subject: object = {},
  refetches?: boolean,
): Promise<TData> {
  const note = (wait?: Wait): void => {
    if (wait === waitOf(subject)) return;
    waits.set(subject, wait);
    for (const listener of listeners) listener();
  };
  let wait: Wait | undefined;
  note();
  try {
    return await send({ ...options, onRetry: note });
  } catch (error) {
    // By status, not by class: the class of a copy of core is another one, and costs an import.
    const { status, retryAfterMs } = error as Partial<RevenueError>;
    if (status === 429 && retryAfterMs != null) wait = { retryAt: Date.now() + retryAfterMs, refetches };
    throw error;
  } finally {
    // An aborted call has a successor by now, whose wait is not to be touched.
    if (!options?.signal?.aborted) note(wait);
  }
}
