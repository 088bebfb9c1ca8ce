import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactNumber, plainDecimal, sumExactly } from './decimal.ts';

/** Minor units up to the API's limit with a currency's decimals, as a person writes them. */
const amounts = fc
  .tuple(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([minor, decimals]) => {
    const digits = String(minor).padStart(decimals + 1, '0');
    return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  });

/** Decimal text as a sum writes it: without zeros at the end of its fraction. */
function withPoint(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

describe('exactNumber', () => {
  test('keeps every digit of every amount the API takes', () => {
    fc.assert(
      fc.property(amounts, (text) => {
        const number = exactNumber(text);
        expect(number).toBeDefined();
        expect(sumExactly([number ?? 0])).toBe(withPoint(text));
      }),
    );
  });

  test.each([
    ['299.990', 299.99],
    [' 0.10 ', 0.1],
    ['007', 7],
    ['1000000000000000', 1e15],
    ['0.0000001', 1e-7],
  ])('reads %j', (text, number) => {
    expect(exactNumber(text)).toBe(number);
  });

  test.each(['', ' ', '-1', '+1', '1,000.50', '12,5', '.5', '5.', '1e3', '0x10', 'Infinity', 'NaN', '1 000', '１２'])(
    'refuses %j',
    (text) => {
      expect(exactNumber(text)).toBeUndefined();
    },
  );

  test('refuses digits that a number would lose', () => {
    expect(exactNumber('9007199254740993')).toBeUndefined();
    expect(exactNumber('0.12345678901234567890')).toBeUndefined();
  });
});

describe('sumExactly', () => {
  test('adds what floats get wrong', () => {
    expect(sumExactly([0.1, 0.2])).toBe('0.3');
    expect(sumExactly(Array.from({ length: 1000 }, () => 0.01))).toMatch(/^10\.00?$/);
    expect(sumExactly([])).toBe('0');
    expect(sumExactly([1e15, 0.001])).toBe('1000000000000000.001');
  });
});

test('plainDecimal writes no exponent', () => {
  expect(plainDecimal(1e21)).toBe('1000000000000000000000');
  expect(plainDecimal(1.5e-7)).toBe('0.00000015');
  expect(plainDecimal(1.234e25)).toBe(`12340${'0'.repeat(21)}`);
});
