import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountIssue, decimalText, isMultiple, minorUnits, parseDecimal } from './money.ts';

/** One currency for each number of decimals. */
const CURRENCIES = [
  ['JPY', 0],
  ['USD', 2],
  ['KWD', 3],
  ['CLF', 4],
] as const;
const MOST = 10 ** 15;

describe('minorUnits', () => {
  it.each([
    ['299.99', 'USD', 29_999],
    ['299.990', 'USD', 29_999],
    ['2.9999e2', 'USD', 29_999],
    ['29999E-2', 'USD', 29_999],
    ['0.29999e+3', 'USD', 29_999],
    ['1.1', 'USD', 110],
    ['1.005', 'KWD', 1005],
    ['4.35', 'USD', 435],
    ['1.15', 'USD', 115],
    ['0', 'USD', 0],
    ['-0', 'USD', 0],
    ['0.000', 'JPY', 0],
    ['0e99999999999999999999', 'JPY', 0],
    ['100', 'JPY', 100],
    ['1e15', 'JPY', MOST],
    ['10000000000000.00', 'USD', MOST],
    ['9999999999999.99', 'USD', 999_999_999_999_999],
    ['-0.05', 'USD', -5],
    ['1.2345', 'UYW', 12_345],
  ])('reads %s %s as %d', (text, currency, minor) => {
    expect(minorUnits(text, currency)).toBe(minor);
  });

  it.each([
    ['1.999', 'USD'],
    ['0.5', 'JPY'],
    ['1e-3', 'USD'],
    ['0.1000000000000000055511151231257827', 'USD'],
    ['10000000000000.01', 'USD'],
    ['1e16', 'JPY'],
    ['1e999999999999', 'JPY'],
    ['1e-999999999999', 'JPY'],
    ['1', 'XAU'],
    ['1', 'usd'],
  ])('refuses %s %s', (text, currency) => {
    expect(minorUnits(text, currency)).toBeUndefined();
  });

  it.each([
    '',
    '-',
    '01',
    '00',
    '1.',
    '.5',
    '+1',
    '1e',
    '1e+',
    ' 1',
    '1 ',
    '1,5',
    'NaN',
    'Infinity',
    '0x10',
    '1.5.2',
    '1e5.5',
  ])('takes %j for no number', (text) => {
    expect(minorUnits(text, 'USD')).toBeUndefined();
    expect(parseDecimal(text)).toBeUndefined();
  });

  it.each(CURRENCIES)('comes back from its text: %s', (currency) => {
    fc.assert(
      fc.property(fc.integer({ min: -MOST, max: MOST }), (minor) => {
        expect(minorUnits(decimalText(minor, currency), currency)).toBe(minor + 0);
      }),
    );
  });

  it.each(CURRENCIES)('is the same for a number as JSON writes it: %s', (currency, exponent) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), (minor) => {
        expect(minorUnits(String(Number(decimalText(minor, currency))), currency)).toBe(minor);
        expect(minorUnits(`${minor}e-${exponent}`, currency)).toBe(minor);
        expect(minorUnits(`${decimalText(minor, currency)}${exponent === 0 ? '.' : ''}000`, currency)).toBe(minor);
      }),
    );
  });

  it('reads exactly the texts that JSON takes for numbers', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.-+eE '), maxLength: 12 });
    fc.assert(
      fc.property(text, (written) => {
        let isNumber = !/^\s|\s$/.test(written);
        try {
          isNumber &&= typeof JSON.parse(written) === 'number';
        } catch {
          isNumber = false;
        }
        expect(parseDecimal(written) !== undefined).toBe(isNumber);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('decimalText', () => {
  it.each([
    [29_990, 'USD', '299.90'],
    [5, 'USD', '0.05'],
    [0, 'KWD', '0.000'],
    [-5, 'USD', '-0.05'],
    [100, 'JPY', '100'],
    [2n ** 70n, 'USD', '11805916207174113034.24'],
  ])('writes %s %s as %s', (minor, currency, text) => {
    expect(decimalText(minor, currency)).toBe(text);
  });

  it('refuses what it cannot write exactly', () => {
    expect(() => decimalText(1.5, 'USD')).toThrow(RangeError);
    expect(() => decimalText(2 ** 53, 'USD')).toThrow(RangeError);
    expect(() => decimalText(1, 'XXX')).toThrow(RangeError);
  });
});

describe('amountIssue', () => {
  it.each([
    ['1.99', 'USD', undefined],
    ['-0.00', 'USD', undefined],
    ['-0.01', 'USD', 'amount_negative'],
    ['-1', undefined, 'amount_negative'],
    ['1.999', 'USD', 'amount_precision'],
    ['1.999', undefined, undefined],
    ['0.5', 'KRW', 'amount_precision'],
    ['1e13', 'USD', undefined],
    ['10000000000000.01', 'USD', 'amount_too_large'],
    ['1e400', 'USD', 'amount_too_large'],
    ['1e400', undefined, 'amount_too_large'],
    ['1e-400', 'USD', 'amount_precision'],
    ['one', 'USD', 'invalid_type'],
  ])('%s %s: %s', (text, currency, code) => {
    expect(amountIssue('amount', text, currency)?.code).toBe(code);
  });

  it('says how many decimals are too many', () => {
    expect(amountIssue('amount', '1.9990', 'USD')?.message).toContain('USD has 2 decimals; 1.9990 has 3.');
    expect(amountIssue('amount', '0.5', 'JPY')?.message).toContain('JPY has no decimals; 0.5 has 1.');
  });

  it('agrees with minorUnits on what is good', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true }), fc.constantFrom(...CURRENCIES), (value, [currency]) => {
        const text = String(value);
        expect(amountIssue('amount', text, currency) === undefined).toBe(minorUnits(text, currency) !== undefined);
      }),
    );
  });
});

describe('isMultiple', () => {
  it.each([
    [0.3, 0.1, true],
    [1.1, 0.1, true],
    [0.35, 0.1, false],
    [0, 7, true],
    [-14, 7, true],
    [1e300, 3, false],
    [10, 0, false],
  ])('%d of %d: %s', (value, of, expected) => {
    expect(isMultiple(value, of)).toBe(expected);
  });
});
