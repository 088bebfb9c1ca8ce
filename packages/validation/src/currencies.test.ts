import { describe, expect, it } from 'vitest';
import { asCurrency, currencyCodes, currencyExponent, isCurrency } from './currencies.ts';

describe('currencies', () => {
  it.each([
    ['JPY', 0],
    ['KRW', 0],
    ['VND', 0],
    ['CLP', 0],
    ['ISK', 0],
    ['UYI', 0],
    ['XAF', 0],
    ['USD', 2],
    ['EUR', 2],
    ['XCG', 2],
    ['ZWG', 2],
    ['SLE', 2],
    ['MRU', 2],
    ['BHD', 3],
    ['IQD', 3],
    ['JOD', 3],
    ['KWD', 3],
    ['LYD', 3],
    ['OMR', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('%s has %d decimals', (code, exponent) => {
    expect(currencyExponent(code)).toBe(exponent);
    expect(isCurrency(code)).toBe(true);
  });

  it.each([
    'BGN',
    'HRK',
    'ANG',
    'ZWL',
    'SLL',
    'CUC',
    'DEM',
    'XAU',
    'XAG',
    'XXX',
    'XTS',
    'XDR',
    'XSU',
    'XUA',
    'usd',
    '',
  ])('%s is no active code of a currency with a minor unit', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(currencyExponent(code)).toBeUndefined();
  });

  it('has 165 codes of three capitals, each once', () => {
    const codes = currencyCodes();
    expect(codes).toHaveLength(165);
    expect(new Set(codes).size).toBe(165);
    expect(codes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
  });

  it('takes any case, of ASCII letters only', () => {
    expect(asCurrency('usd')).toBe('USD');
    expect(asCurrency('uSd')).toBe('USD');
    expect(asCurrency('uſd')).toBeUndefined();
    expect(asCurrency('US')).toBeUndefined();
    expect(asCurrency('USD ')).toBeUndefined();
    expect(asCurrency('toString')).toBeUndefined();
  });
});
