import { describe, expect, it } from 'vitest';
import { MONTHS, sampleInvoices } from './sample-data.mjs';

const today = new Date('2025-03-31T00:00:00Z');
const rows = sampleInvoices({ today });
const decimals = { JPY: 0, KWD: 3 };

describe('sampleInvoices', () => {
  it('gives the same rows for the same day and other rows for another seed', () => {
    expect(sampleInvoices({ today: new Date(today) })).toEqual(rows);
    expect(sampleInvoices({ today, seed: 7 })).not.toEqual(rows);
  });

  it('makes a few hundred rows in several currencies with ids of their own', () => {
    expect(rows.length).toBeGreaterThan(300);
    expect(rows.length).toBeLessThan(600);
    expect(new Set(rows.map((row) => row.invoice_id)).size).toBe(rows.length);
    expect([...new Set(rows.map((row) => row.currency))].sort()).toEqual([
      'CHF',
      'EUR',
      'GBP',
      'INR',
      'JPY',
      'KWD',
      'USD',
    ]);
  });

  it('spans 18 months up to today', () => {
    const issued = rows.map((row) => row.issue_date);
    expect(issued).toEqual([...issued].sort());
    expect(Date.parse(issued.at(-1))).toBeLessThanOrEqual(today.getTime());
    expect(new Set(issued.map((date) => date.slice(0, 7))).size).toBeGreaterThanOrEqual(MONTHS);
    // 18 months before the last day of March is a day in early October or late September.
    expect(issued[0] >= '2023-09-30').toBe(true);
  });

  it.each(['2024-02-29', '2025-01-01', '2025-12-31'])('holds for a first start on %s', (day) => {
    const some = sampleInvoices({ today: new Date(`${day}T00:00:00Z`) });
    expect(some.length).toBeGreaterThan(300);
    expect(some.at(-1).issue_date.slice(0, 10) <= day).toBe(true);
  });

  it('has some rows past their due date, some due later, some without a due date', () => {
    const now = today.toISOString();
    const past = rows.filter((row) => row.due_date !== undefined && row.due_date < now).length;
    expect(past).toBeGreaterThan(50);
    expect(past).toBeLessThan(rows.length / 2);
    expect(rows.filter((row) => row.due_date !== undefined && row.due_date >= now).length).toBeGreaterThan(3);
    expect(rows.filter((row) => row.due_date === undefined).length).toBeGreaterThan(50);
    for (const row of rows) if (row.due_date) expect(row.due_date > row.issue_date).toBe(true);
  });

  it('writes amounts with no more decimals than the currency has, and uses all that it has', () => {
    const longest = new Map();
    for (const { amount, currency } of rows) {
      const shown = String(JSON.stringify(amount)).split('.')[1]?.length ?? 0;
      expect(amount).toBeGreaterThan(0);
      expect(shown).toBeLessThanOrEqual(decimals[currency] ?? 2);
      longest.set(currency, Math.max(longest.get(currency) ?? 0, shown));
    }
    expect(longest.get('JPY')).toBe(0);
    expect(longest.get('KWD')).toBe(3);
    expect(longest.get('USD')).toBe(2);
  });

  it('bills a customer in one currency and repeats what recurs', () => {
    const currencies = new Map();
    for (const row of rows) {
      const known = currencies.get(row.customer_id) ?? row.currency;
      expect(row.currency).toBe(known);
      currencies.set(row.customer_id, known);
    }
    const sakura = rows.filter((row) => row.customer_id === 'cust_sakura_denki' && row.amount === 148_000);
    expect(sakura.length).toBeGreaterThanOrEqual(MONTHS - 1);
  });

  it('has one group in two spellings', () => {
    const groups = new Set(rows.map((row) => row.group_id));
    expect([...groups].filter((group) => group.toLowerCase() === 'group_northwind')).toHaveLength(2);
  });
});
