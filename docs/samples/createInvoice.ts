// Create an invoice: POST /revenue/invoices
// The client reads your key from THRIVESTACK_API_KEY.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ baseUrl: process.env.THRIVESTACK_BASE_URL ?? 'https://api.app.thrivestack.ai' });
const answer = await revenue.invoices.create({
  invoice_id: 'inv_123',
  customer_id: 'cust_123',
  group_id: 'group_123',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
  currency: 'USD',
  due_date: '2024-02-15T00:00:00Z',
});
console.log(JSON.stringify(answer));
