// Update an invoice: PUT /revenue/invoices
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { useUpdateInvoice } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { mutate, data, error, isPending } = useUpdateInvoice();
  const send = () => mutate({
    invoice_id: 'inv_123',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 349.99,
    currency: 'USD',
    due_date: '2024-02-15T00:00:00Z',
  });
  return (
    <section>
      <button type="button" disabled={isPending} onClick={send}>
        Update
      </button>
      {error && <p role="alert">{error.message}</p>}
      {data && <pre>{JSON.stringify(data, null, 2)}</pre>}
    </section>
  );
}
