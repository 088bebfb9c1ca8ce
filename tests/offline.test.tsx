import { createSyncStoragePersister } from '@tanstack/query-sync-storage-persister';
import { onlineManager, QueryClient } from '@tanstack/react-query';
import { PersistQueryClientProvider, type PersistQueryClientProviderProps } from '@tanstack/react-query-persist-client';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { type Client, createClient } from '@thrivestack-revenue/core/functions';
import { createApp, type MemoryStore, memoryStore } from '@thrivestack-revenue/engine';
import {
  createInvoiceKey,
  createInvoiceMutation,
  RevenueProvider,
  updateInvoiceKey,
  updateInvoiceMutation,
  useCreateInvoice,
  useListInvoices,
  useUpdateInvoice,
} from '@thrivestack-revenue/react';
import { optimistic } from '@thrivestack-revenue/react/optimistic';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  onlineManager.setOnline(true);
});

// The recipe of packages/react/README.md.
const writes = { optimistic, scope: { id: 'writes' } };

function persistOptions(): PersistQueryClientProviderProps['persistOptions'] {
  const persister = createSyncStoragePersister({ storage: window.localStorage, throttleTime: 0 });
  return { persister, dehydrateOptions: { shouldDehydrateMutation: ({ state }) => state.status === 'pending' } };
}

function persistedClient(revenue: Client): QueryClient {
  const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: 24 * 3600 * 1000 } } });
  queryClient.setMutationDefaults(createInvoiceKey(revenue), { ...createInvoiceMutation(revenue, writes), ...writes });
  queryClient.setMutationDefaults(updateInvoiceKey(revenue), { ...updateInvoiceMutation(revenue, writes), ...writes });
  return queryClient;
}

function resume(queryClient: QueryClient): void {
  for (const write of queryClient.getMutationCache().findAll({ status: 'pending' }))
    void write.continue().catch(() => {});
}

/** A browser tab: leaving it and opening it anew is a reload. */
function openTab(revenue: Client): { queryClient: QueryClient; leave: () => void } {
  const queryClient = persistedClient(revenue);
  const { unmount } = render(
    <PersistQueryClientProvider
      client={queryClient}
      persistOptions={persistOptions()}
      onSuccess={() => resume(queryClient)}
    >
      <RevenueProvider client={revenue}>
        <Screen />
      </RevenueProvider>
    </PersistQueryClientProvider>,
  );
  const leave = (): void => {
    unmount();
    // What the old page still does is done by nobody: its memory is gone.
    queryClient.clear();
  };
  return { queryClient, leave };
}

const body = (id: string) => ({
  invoice_id: id,
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 10,
});

function Screen(): ReactNode {
  const { data } = useListInvoices({ sort: 'created_at', order: 'asc' });
  const create = useCreateInvoice(writes);
  const update = useUpdateInvoice(writes);
  const all = (): void => {
    create.mutate(body('inv_1'));
    update.mutate({ invoice_id: 'inv_1', amount: 12.5 });
    create.mutate(body('inv_2'));
  };
  return (
    <>
      <p>{`rows: ${data?.data.map((row) => `${row.invoice_id}=${row.amount}`).join(' ')}`}</p>
      <button type="button" onClick={all}>
        all
      </button>
      <button type="button" onClick={() => create.mutate(body('inv_3'))}>
        one
      </button>
    </>
  );
}

interface Server {
  readonly store: MemoryStore;
  readonly sent: { readonly method: string; readonly key: string | null; readonly replayed: boolean }[];
  /** Another page's client: same API, nothing in memory. */
  client(): Client;
  /** While true writes are done and their answers never arrive. */
  losesAnswers: boolean;
}

function server(): Server {
  const store = memoryStore();
  const app = createApp({ store, limits: 'off' });
  const self: Server = {
    store,
    sent: [],
    losesAnswers: false,
    client: () =>
      createClient({
        baseUrl: 'https://api.test',
        apiKey: 'any',
        dangerouslyAllowBrowser: true,
        fetch: async (url, init) => {
          const response = await app(new Request(url, { ...init, signal: null }));
          if (init.method === 'GET') return response;
          const replayed = response.headers.get('idempotent-replayed') === 'true';
          self.sent.push({
            method: init.method ?? '',
            key: new Headers(init.headers).get('idempotency-key'),
            replayed,
          });
          return self.losesAnswers ? new Promise(() => {}) : response;
        },
      }),
  };
  return self;
}

const stored = (): { mutations: { state: { context: { idempotencyKey: string } } }[] } =>
  JSON.parse(localStorage.getItem('REACT_QUERY_OFFLINE_CACHE') ?? '{}').clientState ?? { mutations: [] };

it('sends what waited offline after a reload: in order, each with its own key, once', async () => {
  const api = server();
  const first = openTab(api.client());
  await screen.findByText('rows:');
  act(() => onlineManager.setOnline(false));
  screen.getByText('all').click();
  await screen.findByText('rows: inv_1=12.5 inv_2=10');
  await waitFor(() => expect(stored().mutations).toHaveLength(3));
  const keys = stored().mutations.map(({ state }) => state.context.idempotencyKey);
  expect(new Set(keys).size).toBe(3);
  first.leave();
  expect(api.sent).toEqual([]);

  openTab(api.client());
  // Still offline: what was shown is shown again.
  await screen.findByText('rows: inv_1=12.5 inv_2=10');
  act(() => onlineManager.setOnline(true));
  await waitFor(() => expect(stored().mutations).toHaveLength(0));
  expect(api.sent).toEqual([
    { method: 'POST', key: keys[0], replayed: false },
    { method: 'PUT', key: keys[1], replayed: false },
    { method: 'POST', key: keys[2], replayed: false },
  ]);
  expect(api.store.audit().map(({ action, id }) => `${action} ${id}`)).toEqual([
    'create inv_1',
    'update inv_1',
    'create inv_2',
  ]);
  await screen.findByText('rows: inv_1=12.5 inv_2=10');
});

it('sends a write whose answer was lost again after a reload, and it is done once', async () => {
  const api = server();
  const first = openTab(api.client());
  await screen.findByText('rows:');
  api.losesAnswers = true;
  screen.getByText('one').click();
  await waitFor(() => expect(api.sent).toHaveLength(1));
  await waitFor(() => expect(stored().mutations).toHaveLength(1));
  first.leave();
  api.losesAnswers = false;

  openTab(api.client());
  await waitFor(() => expect(api.sent).toHaveLength(2));
  expect(api.sent.map(({ replayed }) => replayed)).toEqual([false, true]);
  expect(api.sent[1]?.key).toBe(api.sent[0]?.key);
  await screen.findByText('rows: inv_3=10');
  expect(api.store.audit()).toHaveLength(1);
});
