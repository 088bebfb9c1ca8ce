// Update an invoice: PUT /revenue/invoices
// The client reads your key from THRIVESTACK_API_KEY.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ baseUrl: process.env.THRIVESTACK_BASE_URL ?? 'https://api.app.thrivestack.ai' });
const answer = await revenue.invoices.update({
  invoice_id: 'inv_123',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 349.99,
  currency: 'USD',
  due_date: '2024-02-15T00:00:00Z',
});
console.log(JSON.stringify(answer));
