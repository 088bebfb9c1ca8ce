// One call; compiled, never run.
import { createClient, createInvoice } from '@thrivestack-revenue/core/functions';

const client = createClient({ apiKey: 'key' });
const result = await createInvoice(client, {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
});
export const id: string = result.invoice_id;
