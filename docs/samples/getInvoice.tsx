// Get an invoice: GET /revenue/invoices/{invoice_id}
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { useGetInvoice } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { data, error, isPending } = useGetInvoice('inv_123');
  if (isPending) return <p role="status">Loading…</p>;
  if (error) return <p role="alert">{error.message}</p>;
  return <pre>{JSON.stringify(data, null, 2)}</pre>;
}
