// Add up invoices: GET /revenue/summaries/invoices
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { useGetInvoiceSummary } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { data, error, isPending } = useGetInvoiceSummary();
  if (isPending) return <p role="status">Loading…</p>;
  if (error) return <p role="alert">{error.message}</p>;
  return <pre>{JSON.stringify(data, null, 2)}</pre>;
}
