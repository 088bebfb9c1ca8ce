/**
 * Waits, and stops waiting when the request is given up.
 *
 * @param milliseconds `Infinity` waits until then.
 * @returns false for a request that was given up.
 */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  if (milliseconds <= 0) return true;
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve(!signal.aborted);
    };
    const timer = Number.isFinite(milliseconds) ? setTimeout(end, milliseconds) : undefined;
    signal.addEventListener('abort', end);
  });
}
