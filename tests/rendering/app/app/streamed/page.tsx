import { defaultShouldDehydrateQuery, dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { prefetchInfiniteListInvoices, prefetchListInvoices } from '@thrivestack-revenue/react/server';
import Link from 'next/link';
import { connection } from 'next/server';
import { type JSX, Suspense } from 'react';
import { serverClient } from '../api.ts';
import { SuspendedList, SuspendedPagedList } from '../parts.tsx';

/** The reads begin on the server, and nobody waits for them: the page streams, and suspense shows what is there. */
export default async function Page(): Promise<JSX.Element> {
  await connection();
  const { client, queryClient } = serverClient();
  void prefetchListInvoices(queryClient, client, { limit: 5 });
  void prefetchInfiniteListInvoices(queryClient, client, { limit: 2 });
  const state = dehydrate(queryClient, {
    shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
  });
  const keys = queryClient
    .getQueryCache()
    .getAll()
    .map(({ queryHash }) => queryHash);
  return (
    <main>
      <Link href="/">awaited</Link>
      <pre id="keys">{JSON.stringify(keys)}</pre>
      <HydrationBoundary state={state}>
        <Suspense fallback={<p>Loading the list</p>}>
          <SuspendedList />
        </Suspense>
        <Suspense fallback={<p>Loading the pages</p>}>
          <SuspendedPagedList />
        </Suspense>
      </HydrationBoundary>
    </main>
  );
}
