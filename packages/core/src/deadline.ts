// Longer timers fire at once on every platform.
const LONGEST_MS = 2_147_483_647;

/**
 * Runs `work` under a time limit and an outer signal; the first of the three to end decides.
 *
 * Nothing is concluded from what `work` rejects with: platforms disagree about the errors of an
 * aborted request, and some never settle. `stopped(late)` makes the error, `late` for the limit.
 */
export function within<T>(
  ms: number,
  outer: AbortSignal | undefined,
  stopped: (late: boolean) => unknown,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const end = (): void => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    };
    const stop = (late: boolean): void => {
      end();
      reject(stopped(late));
      controller.abort();
    };
    const abort = (): void => stop(false);
    const timer = setTimeout(stop, Math.min(ms, LONGEST_MS), true);
    if (outer?.aborted) return abort();
    outer?.addEventListener('abort', abort);
    work(controller.signal).then(resolve, reject).finally(end);
  });
}

/** Waits, or stops waiting when the signal is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
