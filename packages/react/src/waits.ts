import type { CallOptions, RevenueError } from '@thrivestack-revenue/core';

/** A time before which asking again is useless. */
export interface Wait {
  /** Epoch milliseconds. */
  readonly retryAt: number;
  /** True when the query has failed and asks once more by itself. */
  readonly refetches?: boolean;
}

// Keyed by the cache's own objects (a query; the context of a mutation), so that two query
// clients never meet here and what the cache forgets is forgotten.
const waits = new WeakMap<object, Wait>();
const listeners = new Set<() => void>();

/** Reads what a query or mutation waits for. */
export function waitOf(subject: object | undefined): Wait | undefined {
  return subject && waits.get(subject);
}

/** Calls back when any wait changes; returns the way to stop. */
export function onWaitChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Makes a call, and notes what its query or mutation is told to wait for.
 *
 * @param refetches Whether a query asks by itself after a 429.
 */
export async function callNoting<TData>(
  subject: object | undefined,
  refetches: boolean,
  options: CallOptions,
  send: (call: CallOptions) => Promise<TData>,
): Promise<TData> {
  setWait(subject);
  try {
    const data = await send({ ...options, onRetry: ({ retryAt }) => setWait(subject, { retryAt }) });
    setWait(subject);
    return data;
  } catch (error) {
    // An aborted call has a successor by now, whose wait is not to be touched.
    if (!options.signal?.aborted) {
      // By status, not by class: the class of a copy of core is another one, and costs an import.
      const { status, retryAfterMs } = error as Partial<RevenueError>;
      const limited = status === 429 && retryAfterMs !== undefined;
      setWait(subject, limited ? { retryAt: Date.now() + retryAfterMs, refetches } : undefined);
    }
    throw error;
  }
}

function setWait(subject: object | undefined, wait?: Wait): void {
  if (!subject || wait === waitOf(subject)) return;
  if (wait) waits.set(subject, wait);
  else waits.delete(subject);
  for (const listener of listeners) listener();
}
