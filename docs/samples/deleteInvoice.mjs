// Delete an invoice: DELETE /revenue/invoices
// Node 20 or newer. THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
const base = process.env.THRIVESTACK_BASE_URL ?? 'https://api.app.thrivestack.ai';
const key = process.env.THRIVESTACK_API_KEY ?? '';

const response = await fetch(`${base}/revenue/invoices`, {
  method: 'DELETE',
  headers: { 'x-api-key': key, 'content-type': 'application/json' },
  body: JSON.stringify({
    invoice_id: 'inv_123',
  }),
});
const text = await response.text();
if (!response.ok) throw new Error(`${response.status} ${text}`);
console.log(text);
