// List the changes of an invoice: GET /revenue/invoices/{invoice_id}/history
// The client reads your key from THRIVESTACK_API_KEY.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ baseUrl: process.env.THRIVESTACK_BASE_URL ?? 'http://127.0.0.1:8787' });
const answer = await revenue.invoices.listHistory('inv_123', { limit: 50 });
console.log(JSON.stringify(answer));
