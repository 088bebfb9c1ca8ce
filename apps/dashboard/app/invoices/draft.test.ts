import type { Invoice } from '@thrivestack-revenue/core';
import { describe, expect, test } from 'vitest';
import { changesNothing, draftOf, emptyDraft, toCreate, toUpdate } from './draft.ts';

const now = Date.UTC(2024, 0, 15, 13);
const stored: Invoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T08:30:00.123Z',
  due_date: '2024-02-15T00:00:00.000Z',
  amount: 299.9,
  currency: 'USD',
  created_at: '2024-01-15T08:30:00.000Z',
  updated_at: '2024-01-15T08:30:00.000Z',
};

describe('toCreate', () => {
  test('sends numbers for text, exactly, and leaves out what is empty', () => {
    const draft = { ...emptyDraft(now), invoice_id: 'inv_1', customer_id: 'c', group_id: 'g', amount: '0.10' };
    expect(toCreate(draft)).toEqual({
      ok: true,
      body: {
        invoice_id: 'inv_1',
        customer_id: 'c',
        group_id: 'g',
        issue_date: '2024-01-15T00:00:00Z',
        amount: 0.1,
        currency: 'USD',
      },
    });
  });

  test('keeps ids exactly as they are typed', () => {
    const result = toCreate({ ...emptyDraft(now), invoice_id: ' Inv 1', amount: '1' });
    expect(result.ok && result.body.invoice_id).toBe(' Inv 1');
  });

  test('says what is no amount and what is missing', () => {
    const draft = { ...emptyDraft(now), amount: '1,5', currency: '', issueDay: '', dueTime: '10:00' };
    const result = toCreate(draft);
    expect(result.ok ? {} : Object.keys(result.errors)).toEqual(['amount', 'currency', 'issue_date', 'due_date']);
  });
});

describe('toUpdate', () => {
  test('an untouched form changes nothing, milliseconds included', () => {
    const result = toUpdate(draftOf(stored), stored);
    expect(result).toEqual({ ok: true, body: { invoice_id: 'inv_1' } });
    expect(result.ok && changesNothing(result.body)).toBe(true);
  });

  test('sends only what changed, and null for a due date that was cleared', () => {
    expect(toUpdate({ ...draftOf(stored), dueDay: '', dueTime: '' }, stored)).toEqual({
      ok: true,
      body: { invoice_id: 'inv_1', due_date: null },
    });
    expect(toUpdate({ ...draftOf(stored), amount: '300' }, stored)).toEqual({
      ok: true,
      body: { invoice_id: 'inv_1', amount: 300, currency: 'USD' },
    });
  });
});

test('draftOf shows the decimals of the currency', () => {
  expect(draftOf(stored).amount).toBe('299.90');
  expect(draftOf({ ...stored, amount: 1.5, currency: 'KWD' }).amount).toBe('1.500');
  expect(draftOf({ ...stored, amount: 12_345_678, currency: 'JPY' }).amount).toBe('12345678');
  expect(draftOf({ ...stored, amount: 12.34, currency: 'RSD' }).amount).toBe('12.34');
});
