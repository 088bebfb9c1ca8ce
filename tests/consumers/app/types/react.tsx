// A component that uses the hooks; compiled, never run.
import { type InfiniteData, QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query';
import {
  createClient,
  type Invoice,
  type InvoicePage,
  isRateLimitError,
  type RevenueError,
} from '@thrivestack-revenue/core';
import {
  getInvoiceOptions,
  listInvoicesOptions,
  type PageCursor,
  RevenueProvider,
  useCreateInvoice,
  useGetInvoice,
  useInfiniteListInvoices,
  useListInvoices,
  useSuspenseListInvoices,
} from '@thrivestack-revenue/react';
import { optimistic } from '@thrivestack-revenue/react/optimistic';
import { ensureListInvoices, prefetchListInvoices } from '@thrivestack-revenue/react/server';
import { revenueWrapper } from '@thrivestack-revenue/react/testing';
import type { ReactNode } from 'react';
import { same } from './same.js';

const client = createClient({ baseUrl: '/api' });
const queryClient = new QueryClient();

export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <QueryClientProvider client={queryClient}>
      <RevenueProvider client={client}>{children}</RevenueProvider>
    </QueryClientProvider>
  );
}

export function Invoices({ id }: { readonly id: string | undefined }): ReactNode {
  const list = useListInvoices({ limit: 5 }, { staleTime: 1_000 });
  same<typeof list.data, InvoicePage | undefined>(true);
  same<typeof list.error, RevenueError | null>(true);
  same<typeof list.retryAt, number | undefined>(true);
  if (list.status === 'success') same<typeof list.data, InvoicePage>(true);
  const ids = useListInvoices({}, { select: ({ data }) => data.map(({ invoice_id }) => invoice_id) });
  same<typeof ids.data, string[] | undefined>(true);
  const row = useGetInvoice(id ?? skipToken);
  same<typeof row.data, Invoice | undefined>(true);
  const pages = useInfiniteListInvoices({ currency: 'EUR' });
  same<typeof pages.data, InfiniteData<InvoicePage, PageCursor> | undefined>(true);
  const plain = useQuery({ ...listInvoicesOptions(client), select: ({ data }) => data.length });
  same<typeof plain.data, number | undefined>(true);
  const create = useCreateInvoice({
    optimistic,
    onError: (error) => void (isRateLimitError(error) && error.retryAfterMs),
  });
  if (create.error?.status === 400) return create.error.details?.map(({ message }) => message);
  return <button type="button" onClick={() => create.reset()} disabled={create.isPending} />;
}

export function Suspended(): ReactNode {
  const { data } = useSuspenseListInvoices();
  same<typeof data, InvoicePage>(true);
  return data.data.length;
}

export async function onTheServer(): Promise<InvoicePage> {
  await prefetchListInvoices(queryClient, client, { limit: 5 });
  same<ReturnType<typeof queryClient.getQueryData<Invoice>>, Invoice | undefined>(true);
  const cached = queryClient.getQueryData(getInvoiceOptions(client, 'inv_1').queryKey);
  same<typeof cached, Invoice | undefined>(true);
  return ensureListInvoices(queryClient, client);
}

export const { wrapper } = revenueWrapper({ fetch: async () => new Response() });

export function Wrong(): ReactNode {
  const { mutate } = useCreateInvoice();
  // @ts-expect-error fields are missing
  mutate({ invoice_id: 'inv_1' });
  // @ts-expect-error no such filter
  useListInvoices({ colour: 'red' });
  // @ts-expect-error an id has to be said
  useGetInvoice();
  // @ts-expect-error a suspended component cannot skip
  useSuspenseListInvoices(skipToken);
  // @ts-expect-error retries are the client's
  useListInvoices({}, { retry: 3 });
  // @ts-expect-error it is a function, not a switch
  useCreateInvoice({ optimistic: true });
  // @ts-expect-error a provider has a client
  return <RevenueProvider />;
}
