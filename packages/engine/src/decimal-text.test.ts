import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isExact } from './decimal-text.ts';

test.each([
  '0',
  '-0',
  '1',
  '2.50',
  '2.9999e2',
  '299.990',
  '100',
  '1E2',
  '0.1',
  '1e-7',
  '1000000000000000.0',
  '0e5',
  '-1.5',
])('%s is held exactly', (text) => {
  expect(isExact(text)).toBe(true);
});

test.each(['0.10000000000000000001', '9007199254740993', '1e400', '1e-400', '-0.30000000000000000001'])(
  '%s is not',
  (text) => {
    expect(isExact(text)).toBe(false);
  },
);

test('15 digits are always held exactly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999_999_999 }),
      fc.integer({ min: -20, max: 20 }),
      (digits, power) => {
        expect(isExact(`${digits}e${power}`)).toBe(true);
      },
    ),
  );
});

test('a long run of zeros takes no time to speak of', () => {
  expect(isExact(`1${'0'.repeat(60_000)}1`)).toBe(false);
  expect(isExact(`0.${'0'.repeat(300)}1${'0'.repeat(60_000)}`)).toBe(true);
});
