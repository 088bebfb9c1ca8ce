import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['invoice_id', 'customer_id', 'issue_date', 'due_date', 'amount', 'currency'];

describe('nearest', () => {
  it.each([
    ['invoiceId', 'invoice_id'],
    ['InvoiceID', 'invoice_id'],
    ['invoice_idd', 'invoice_id'],
    ['custumer_id', 'customer_id'],
    ['ammount', 'amount'],
    ['aomunt', 'amount'],
    ['AMOUNT', 'amount'],
    ['due', undefined],
    ['dueDate', 'due_date'],
    ['curency', 'currency'],
    ['x', undefined],
    ['', undefined],
    ['_', undefined],
    ['memo', undefined],
    ['__proto__', undefined],
    ['amount'.repeat(20), undefined],
  ])('%s → %s', (wrong, hint) => {
    expect(nearest(wrong, known)).toBe(hint);
  });

  it('finds nothing among nothing', () => {
    expect(nearest('amount', [])).toBeUndefined();
  });
});
