import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { validator } from 'hono/validator';
import { openStore } from './store.mjs';

const store = openStore(process.env.DATABASE);
const DATE = /^\d{4}-\d{2}-\d{2}T/;
const text = (value) => typeof value === 'string' && value.length > 0 && value.length <= 255;

const app = new Hono();
app.use(async (context, next) => {
  if (!store.keyFits(context.req.header('x-api-key'))) return context.json({ success: false }, 401);
  await next();
});
const body = validator('json', (value, context) => {
  const { invoice_id, customer_id, group_id, issue_date, due_date, amount, currency } = value;
  const good =
    [invoice_id, customer_id, group_id].every(text) &&
    DATE.test(issue_date) &&
    (due_date === undefined || DATE.test(due_date)) &&
    typeof amount === 'number' &&
    amount >= 0 &&
    (currency === undefined || /^[A-Z]{3}$/.test(currency));
  return good ? value : context.json({ success: false }, 400);
});
app.post('/revenue/invoices', body, (context) => {
  const invoice = context.req.valid('json');
  const created = store.create(invoice);
  return context.json({ success: created, invoice_id: invoice.invoice_id }, created ? 200 : 400);
});
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
