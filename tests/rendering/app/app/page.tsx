import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import {
  prefetchGetInvoice,
  prefetchGetInvoiceSummary,
  prefetchInfiniteListInvoices,
  prefetchListInvoices,
} from '@thrivestack-revenue/react/server';
import Link from 'next/link';
import { connection } from 'next/server';
import type { JSX } from 'react';
import { serverClient } from './api.ts';
import { CreateButton, Detail, List, PagedList, Summary } from './parts.tsx';

/** Everything is read on the server, and awaited. */
export default async function Page(): Promise<JSX.Element> {
  await connection();
  const { client, queryClient } = serverClient();
  await Promise.all([
    prefetchListInvoices(queryClient, client, { limit: 5 }),
    prefetchInfiniteListInvoices(queryClient, client, { limit: 2 }),
    prefetchGetInvoice(queryClient, client, 'inv_1'),
    prefetchGetInvoiceSummary(queryClient, client),
  ]);
  const keys = queryClient
    .getQueryCache()
    .getAll()
    .map(({ queryHash }) => queryHash);
  return (
    <main>
      <Link href="/streamed">streamed</Link>
      <pre id="keys">{JSON.stringify(keys)}</pre>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <List />
        <PagedList />
        <Detail />
        <Summary />
        <CreateButton />
      </HydrationBoundary>
    </main>
  );
}
