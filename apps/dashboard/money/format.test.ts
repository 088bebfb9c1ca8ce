import { describe, expect, test } from 'vitest';
import { currencyDigits, currencyName, formatMoney } from './format.ts';

describe('formatMoney', () => {
  test.each([
    [1234.5, 'USD', '1,234.50'],
    [1234, 'JPY', '1,234'],
    [1.5, 'KWD', '1.500'],
    [1_000_000_000_000_000, 'JPY', '1,000,000,000,000,000'],
    [9_999_999_999_999.99, 'USD', '9,999,999,999,999.99'],
    [0, 'EUR', '0.00'],
  ])('shows %d %s as %s', (amount, currency, number) => {
    expect(formatMoney(amount, currency)).toEqual({ number, currency });
  });

  test('never drops a decimal, whatever Intl holds usual', () => {
    expect(formatMoney(12.34, 'RSD').number).toBe('12.34');
    expect(formatMoney('1000000000000000.001', 'KWD').number).toBe('1,000,000,000,000,000.001');
  });

  test('shows a currency that Intl cannot name', () => {
    expect(formatMoney(5, 'nonsense')).toEqual({ number: '5.00', currency: 'nonsense' });
  });
});

test('currencyDigits and currencyName', () => {
  expect([currencyDigits('JPY'), currencyDigits('USD'), currencyDigits('KWD'), currencyDigits('?')]).toEqual([
    0, 2, 3, 2,
  ]);
  expect(currencyName('USD')).toBe('US Dollar');
  expect(currencyName('?')).toBe('?');
});
