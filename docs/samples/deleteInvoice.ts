// Delete an invoice: DELETE /revenue/invoices
// The client reads your key from THRIVESTACK_API_KEY.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ baseUrl: process.env.THRIVESTACK_BASE_URL ?? 'https://api.app.thrivestack.ai' });
const answer = await revenue.invoices.delete({
  invoice_id: 'inv_123',
});
console.log(JSON.stringify(answer));
