// Delete an invoice: DELETE /revenue/invoices
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { useDeleteInvoice } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { mutate, data, error, isPending } = useDeleteInvoice();
  const send = () => mutate({
    invoice_id: 'inv_123',
  });
  return (
    <section>
      <button type="button" disabled={isPending} onClick={send}>
        Delete
      </button>
      {error && <p role="alert">{error.message}</p>}
      {data && <pre>{JSON.stringify(data, null, 2)}</pre>}
    </section>
  );
}
