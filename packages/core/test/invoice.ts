import type { CreateInvoice } from '../src/generated/types.gen.ts';

/** A body that is right. */
export const invoice: CreateInvoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
};

/** A key that must never be printed. */
export const apiKey = 'ts_test_SENTINEL0123456789';
