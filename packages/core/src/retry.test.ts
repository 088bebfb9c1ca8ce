import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { backOffMs, isTransient, readRetryAfterMs } from './retry.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('isTransient', () => {
  it('is true for 408, 425, 429 and the 5xx of overload, and for nothing else', () => {
    const transient = Array.from({ length: 600 }, (_, status) => status).filter(isTransient);
    expect(transient).toEqual([408, 425, 429, 500, 502, 503, 504]);
  });
});

describe('backOffMs', () => {
  it('doubles from 0.5 s to 8 s', () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    expect([1, 2, 3, 4, 5, 6, 60].map(backOffMs)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('has full jitter', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    expect(backOffMs(4)).toBe(0);
    vi.mocked(Math.random).mockReturnValue(0.25);
    expect(backOffMs(4)).toBe(1000);
  });
});

describe('readRetryAfterMs', () => {
  const read = (headers: Record<string, string>): number | undefined => readRetryAfterMs(new Headers(headers));

  it('reads seconds', () => {
    expect(read({ 'retry-after': '3' })).toBe(3000);
    expect(read({ 'retry-after': '0' })).toBe(0);
    expect(read({ 'retry-after': '1.5' })).toBe(1500);
  });

  it('reads an HTTP date', () => {
    vi.useFakeTimers({ now: Date.UTC(2024, 0, 15, 12, 0, 0) });
    expect(read({ 'retry-after': 'Mon, 15 Jan 2024 12:01:30 GMT' })).toBe(90_000);
    expect(read({ 'retry-after': 'Mon, 15 Jan 2024 11:00:00 GMT' })).toBe(0);
  });

  it('prefers milliseconds', () => {
    expect(read({ 'retry-after-ms': '250', 'retry-after': '9' })).toBe(250);
    expect(read({ 'retry-after-ms': 'soon', 'retry-after': '9' })).toBe(9000);
    expect(read({ 'retry-after-ms': '', 'retry-after': '9' })).toBe(9000);
  });

  it.each(['', 'soon', '-5', '5 minutes', 'NaN'])('takes nothing from %j', (value) => {
    expect(read({ 'retry-after': value })).toBeUndefined();
  });

  it('gives no negative number, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'grapheme-ascii' }), (ms, after) => {
        const value = read({ 'retry-after-ms': ms, 'retry-after': after });
        expect(value === undefined || value >= 0).toBe(true);
      }),
    );
  });
});
