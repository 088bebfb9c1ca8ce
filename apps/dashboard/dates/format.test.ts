import { describe, expect, test } from 'vitest';
import { dayAfter, formatDay, isDay, isPast, joinInstant, splitInstant } from './format.ts';

describe('formatDay', () => {
  test('shows the day in UTC, wherever the reader is', () => {
    expect(formatDay('2024-01-15T00:00:00.000Z')).toBe('15 Jan 2024');
    expect(formatDay('2024-01-15T23:59:59.999Z')).toBe('15 Jan 2024');
    expect(formatDay('2024-09-01T00:00:00Z')).toBe('1 Sep 2024');
    expect(formatDay('nonsense')).toBe('nonsense');
  });
});

describe('splitInstant and joinInstant', () => {
  test.each([
    ['2024-01-15T00:00:00.000Z', '2024-01-15', '00:00'],
    ['2024-01-15T10:00:00.000Z', '2024-01-15', '10:00'],
    ['2024-01-15T08:30:10.000Z', '2024-01-15', '08:30:10'],
    ['2024-01-15T08:30:00.120Z', '2024-01-15', '08:30:00.120'],
  ])('%s', (instant, day, time) => {
    expect(splitInstant(instant)).toEqual({ day, time });
    expect(new Date(joinInstant(day, time)).toISOString()).toBe(instant);
  });

  test('nothing is nothing, and a day alone is midnight', () => {
    expect(splitInstant(null)).toEqual({ day: '', time: '' });
    expect(joinInstant('2024-01-15', '')).toBe('2024-01-15T00:00:00Z');
  });
});

test('isPast', () => {
  const now = Date.UTC(2024, 0, 15);
  expect(isPast('2024-01-14T23:59:59.999Z', now)).toBe(true);
  expect(isPast('2024-01-15T00:00:00.000Z', now)).toBe(false);
  expect(isPast(null, now)).toBe(false);
});

test('isDay and dayAfter know the calendar', () => {
  expect(['2024-02-29', '2023-02-29', '2024-2-9', '2024-13-01', ''].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(dayAfter('2024-02-28')).toBe('2024-02-29T00:00:00.000Z');
  expect(dayAfter('2024-12-31')).toBe('2025-01-01T00:00:00.000Z');
  expect(dayAfter('x')).toBeUndefined();
});
