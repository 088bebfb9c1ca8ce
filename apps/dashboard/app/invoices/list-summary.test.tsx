import { cleanup, render, screen } from '@testing-library/react';
import type { Invoice } from '@thrivestack-revenue/core';
import { afterEach, expect, test } from 'vitest';
import { ListSummary, totalsByCurrency } from './list-summary.tsx';

afterEach(cleanup);

const invoice = (amount: number, currency: string): Invoice => ({
  invoice_id: `${amount}${currency}`,
  customer_id: 'c',
  group_id: 'g',
  issue_date: '2024-01-15T00:00:00.000Z',
  due_date: null,
  created_at: '2024-01-15T00:00:00.000Z',
  updated_at: '2024-01-15T00:00:00.000Z',
  amount,
  currency,
});

test('totalsByCurrency adds exactly, never across currencies, the most used first', () => {
  const rows = [invoice(5, 'JPY'), invoice(0.1, 'USD'), invoice(0.2, 'USD'), invoice(7, 'EUR')];
  expect(totalsByCurrency(rows)).toEqual([
    { currency: 'USD', total: '0.3' },
    { currency: 'EUR', total: '7' },
    { currency: 'JPY', total: '5' },
  ]);
});

test('ListSummary counts what it leaves out', () => {
  const codes = ['USD', 'EUR', 'JPY', 'KWD', 'GBP', 'CHF', 'SEK'];
  render(<ListSummary rows={codes.map((code) => invoice(1, code))} more />);
  expect(screen.getByText('7 invoices loaded')).toBeDefined();
  expect(screen.getByText('and 2 more currencies')).toBeDefined();
});
