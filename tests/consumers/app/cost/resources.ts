// Every call of the client with resources; compiled, never run.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ apiKey: 'key' });
const invoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
};
export async function everything(): Promise<number> {
  const { data, response } = await revenue.invoices.create(invoice, { idempotencyKey: 'once' }).withResponse();
  await revenue.invoices.update({ invoice_id: data.invoice_id, due_date: null });
  await revenue.invoices.delete({ invoice_id: data.invoice_id });
  const { amount } = await revenue.invoices.get('inv_1');
  const { currencies } = await revenue.invoices.getSummary({ customer_id: 'cust_1' });
  for await (const row of revenue.invoices.list({ sort: 'amount' })) row.due_date satisfies string | null;
  for await (const page of revenue.invoices.list().byPage()) page.next_cursor satisfies string | null;
  for await (const change of revenue.invoices.listHistory('inv_1')) change.at satisfies string;
  const { scopes } = await revenue.key.get();
  return amount + currencies.length + scopes.length + response.attempts;
}
