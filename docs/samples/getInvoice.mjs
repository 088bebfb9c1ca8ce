// Get an invoice: GET /revenue/invoices/{invoice_id}
// Node 20 or newer. THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
const base = process.env.THRIVESTACK_BASE_URL ?? 'http://127.0.0.1:8787';
const key = process.env.THRIVESTACK_API_KEY ?? '';

const response = await fetch(`${base}/revenue/invoices/inv_123`, {
  headers: { 'x-api-key': key },
});
const text = await response.text();
if (!response.ok) throw new Error(`${response.status} ${text}`);
console.log(text);
