// Create an invoice: POST /revenue/invoices
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { useCreateInvoice } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { mutate, data, error, isPending } = useCreateInvoice();
  const send = () => mutate({
    invoice_id: 'inv_123',
    customer_id: 'cust_123',
    group_id: 'group_123',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 299.99,
    currency: 'USD',
    due_date: '2024-02-15T00:00:00Z',
  });
  return (
    <section>
      <button type="button" disabled={isPending} onClick={send}>
        Create
      </button>
      {error && <p role="alert">{error.message}</p>}
      {data && <pre>{JSON.stringify(data, null, 2)}</pre>}
    </section>
  );
}
