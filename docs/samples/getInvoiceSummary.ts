// Add up invoices: GET /revenue/summaries/invoices
// The client reads your key from THRIVESTACK_API_KEY.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ baseUrl: process.env.THRIVESTACK_BASE_URL ?? 'http://127.0.0.1:8787' });
const answer = await revenue.invoices.getSummary();
console.log(JSON.stringify(answer));
