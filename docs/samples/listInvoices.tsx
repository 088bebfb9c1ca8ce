// List invoices: GET /revenue/invoices
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { useListInvoices } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { data, error, isPending } = useListInvoices({ limit: 50, customer_id: 'cust_123' });
  if (isPending) return <p role="status">Loading…</p>;
  if (error) return <p role="alert">{error.message}</p>;
  return <pre>{JSON.stringify(data, null, 2)}</pre>;
}
