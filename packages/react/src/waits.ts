import type { RevenueError } from '@thrivestack-revenue/core';

/** A time before which asking again is useless. */
export interface Wait {
  /** Epoch milliseconds. */
  readonly retryAt: number;
  /** Set when the call has failed: whether the query asks once more by itself. */
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

/** Notes what a query or mutation waits for, or that it waits no longer. */
export function setWait(subject: object | undefined, wait?: Wait): void {
  if (!subject || wait === waits.get(subject)) return;
  if (wait) waits.set(subject, wait);
  else waits.delete(subject);
  for (const listener of listeners) listener();
}

/** Calls back when any wait changes; returns the way to stop. */
export function onWaitChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reads from a failure when the next call may be made: epoch milliseconds, of a 429 only. */
export function retryAtOf(error: unknown): number | undefined {
  // By status, not by class: the class of a copy of core is another one, and costs an import.
  const { status, retryAfterMs } = (error ?? {}) as Partial<RevenueError>;
  return status === 429 && retryAfterMs !== undefined ? Date.now() + retryAfterMs : undefined;
}
