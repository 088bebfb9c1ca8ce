import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readRetryAfterMs } from './retry-after.ts';

afterEach(() => {
  vi.useRealTimers();
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
