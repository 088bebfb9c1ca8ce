import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wait } from './wait.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('wait', () => {
  it('waits as long as it is told, and leaves nothing behind', async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    let waited: boolean | undefined;
    const done = wait(100, signal).then((result) => {
      waited = result;
    });
    await vi.advanceTimersByTimeAsync(99);
    expect(waited).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(waited).toBe(true);
    expect(removed).toHaveBeenCalledOnce();
  });

  it.each([100, Number.POSITIVE_INFINITY])('stops after %d ms or when it is given up', async (milliseconds) => {
    const given = new AbortController();
    const done = wait(milliseconds, given.signal);
    given.abort();
    expect(await done).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not begin for what was given up before', async () => {
    expect(await wait(100, AbortSignal.abort())).toBe(false);
    expect(await wait(0, AbortSignal.abort())).toBe(false);
  });

  it('takes no time for zero', async () => {
    expect(await wait(0, new AbortController().signal)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
