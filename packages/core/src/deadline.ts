// Longer timers fire at once on every platform.
const LONGEST_MS = 2_147_483_647;

/**
 * Waits for `work` under a time limit and an outer signal; the first of the three to end decides.
 *
 * Nothing is concluded from what `work` rejects with after that: platforms disagree about the errors
 * of an aborted request, and some never settle. `stopped(late)` makes the error, `late` for the limit;
 * without an error the wait just ends. `work` may say by `onStop` how it is given up.
 */
export function within<T>(
  ms: number,
  outer: AbortSignal | undefined,
  stopped: (late: boolean) => unknown,
  work?: (onStop: (stop: () => void) => void) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let giveUp: (() => void) | undefined;
    const end = (): void => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    };
    const stop = (late: boolean): void => {
      end();
      const error = stopped(late);
      if (error) reject(error);
      else resolve(undefined as T);
      giveUp?.();
    };
    const abort = (): void => stop(false);
    const timer = setTimeout(stop, Math.min(ms, LONGEST_MS), true);
    if (outer?.aborted) return abort();
    outer?.addEventListener('abort', abort);
    work?.((stop) => {
      giveUp = stop;
    })
      // Both by hand: `finally` makes two more promises, and this runs in every call.
      .then(
        (value) => {
          end();
          resolve(value);
        },
        (error) => {
          end();
          reject(error);
        },
      );
  });
}
