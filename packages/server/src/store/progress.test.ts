import { afterEach, expect, it, vi } from 'vitest';
import { Progress } from './progress.ts';

afterEach(() => void vi.useRealTimers());

it('tells every thread that somebody reads, however the wall clock is set meanwhile', () => {
  const progress = new Progress();
  const other = new Progress(progress.buffer);
  expect(other.isRead).toBe(false);
  vi.useFakeTimers({ toFake: ['Date', 'hrtime'] });
  // The fake clock begins at zero, which means that nobody has read yet.
  vi.advanceTimersByTime(1);
  progress.read();
  vi.setSystemTime(Date.now() + 86_400_000);
  expect(other.isRead).toBe(true);
  vi.setSystemTime(Date.now() - 10 * 86_400_000);
  vi.advanceTimersByTime(1001);
  expect(other.isRead).toBe(false);
});

it('tells how far the tables are, and whether the disk refused', () => {
  const progress = new Progress();
  progress.failed();
  expect([progress.failing, progress.settledTo]).toEqual([true, 0]);
  progress.settled(7);
  expect([progress.failing, new Progress(progress.buffer).settledTo]).toEqual([false, 7]);
});
