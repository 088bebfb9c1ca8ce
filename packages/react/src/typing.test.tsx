import { type InfiniteData, QueryClient, skipToken, useQuery } from '@tanstack/react-query';
import type { CreateInvoice, Invoice, InvoicePage, InvoiceWriteResult, RevenueError } from '@thrivestack-revenue/core';
import { createClient, isRateLimitError } from '@thrivestack-revenue/core/functions';
import { describe, expectTypeOf, it } from 'vitest';
import {
  createInvoiceMutation,
  getInvoiceOptions,
  listInvoicesInfiniteOptions,
  listInvoicesOptions,
  type PageCursor,
  useCreateInvoice,
  useGetInvoice,
  useInfiniteListInvoices,
  useListInvoices,
  useSuspenseGetInvoice,
  useSuspenseListInvoices,
  type WriteContext,
} from './generated/index.gen.ts';
import { optimistic } from './generated/optimistic.gen.ts';
import { ensureListInvoices } from './generated/server.gen.ts';

const client = createClient({ baseUrl: 'https://api.test', apiKey: 'key' });
const queryClient = new QueryClient();

// Called by nobody: the compiler reads what they would return.
const useList = () => useListInvoices();
const useSuspenseList = () => useSuspenseListInvoices();
const useRow = () => useGetInvoice('inv_1');
const useSuspenseRow = () => useSuspenseGetInvoice('inv_1');
const usePages = () => useInfiniteListInvoices();
const useIds = () => useListInvoices({}, { select: ({ data }) => data.map(({ invoice_id }) => invoice_id) });
const usePageCount = () => useInfiniteListInvoices({}, { select: ({ pages }) => pages.length });
const usePassed = () =>
  useListInvoices(
    {},
    {
      client,
      enabled: ({ state }) => state.data?.has_more !== true,
      staleTime: ({ state }) => (state.error?.status === 429 ? 1000 : 0),
      placeholderData: (before) => before,
      throwOnError: (error, { state }) => error.retryable && state.data === undefined,
      select: ({ has_more }) => has_more,
    },
  );
const useCreated = () =>
  useCreateInvoice({
    client,
    optimistic,
    onSuccess: ({ invoice_id }, body, { idempotencyKey }) => [invoice_id, body.amount, idempotencyKey],
    onError: (error) => error.retryAfterMs,
    throwOnError: ({ status }) => status === 401,
  });
const usePlain = () => useQuery({ ...listInvoicesOptions(client), select: (page) => page.data.length });

describe('types', () => {
  it('of a list', () => {
    type List = ReturnType<typeof useList>;
    expectTypeOf<List['data']>().toEqualTypeOf<InvoicePage | undefined>();
    expectTypeOf<List['error']>().toEqualTypeOf<RevenueError | null>();
    expectTypeOf<List['retryAt']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Extract<List, { status: 'success' }>['data']>().toEqualTypeOf<InvoicePage>();
    expectTypeOf<ReturnType<typeof useSuspenseList>['data']>().toEqualTypeOf<InvoicePage>();
  });

  it('of what a list is asked', () => {
    expectTypeOf(useListInvoices).toBeCallableWith({ limit: 5, sort: 'amount', currency: 'USD' });
    expectTypeOf(useListInvoices).toBeCallableWith(skipToken);
    expectTypeOf(useListInvoices).toBeCallableWith({}, { enabled: false, staleTime: 5 });
    // @ts-expect-error no such filter
    expectTypeOf(useListInvoices).toBeCallableWith({ colour: 'red' });
    // @ts-expect-error no such order
    expectTypeOf(useListInvoices).toBeCallableWith({ sort: 'colour' });
    // @ts-expect-error retries are the client's
    expectTypeOf(useListInvoices).toBeCallableWith({}, { retry: 3 });
    // @ts-expect-error a suspended component cannot skip
    expectTypeOf(useSuspenseListInvoices).toBeCallableWith(skipToken);
    // @ts-expect-error an id has to be said
    expectTypeOf(useGetInvoice).toBeCallableWith();
  });

  it('of one row', () => {
    expectTypeOf<ReturnType<typeof useRow>['data']>().toEqualTypeOf<Invoice | undefined>();
    expectTypeOf<ReturnType<typeof useSuspenseRow>['data']>().toEqualTypeOf<Invoice>();
  });

  it('of pages', () => {
    type Pages = ReturnType<typeof usePages>;
    expectTypeOf<Pages['data']>().toEqualTypeOf<InfiniteData<InvoicePage, PageCursor> | undefined>();
    expectTypeOf<PageCursor>().toEqualTypeOf<string | null>();
  });

  it('of select', () => {
    expectTypeOf<ReturnType<typeof useIds>['data']>().toEqualTypeOf<string[] | undefined>();
    expectTypeOf<ReturnType<typeof usePageCount>['data']>().toEqualTypeOf<number | undefined>();
  });

  it('of what is passed through to TanStack Query', () => {
    expectTypeOf<ReturnType<typeof usePassed>['data']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<ReturnType<typeof useCreated>['context']>().toEqualTypeOf<WriteContext | undefined>();
    // @ts-expect-error a placeholder is a page
    expectTypeOf(useListInvoices).toBeCallableWith({}, { placeholderData: { rows: [] } });
    // @ts-expect-error what may be skipped is not what may be suspended
    expectTypeOf(useSuspenseListInvoices).toBeCallableWith({}, { enabled: false });
    // @ts-expect-error the key and what is shown are the hook's
    expectTypeOf(useCreateInvoice).toBeCallableWith({ onMutate: () => ({ idempotencyKey: 'mine' }) });
    // @ts-expect-error it is a function, not a switch
    expectTypeOf(useCreateInvoice).toBeCallableWith({ optimistic: true });
  });

  it('of options given to TanStack Query itself', () => {
    expectTypeOf<ReturnType<typeof usePlain>['data']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<ReturnType<typeof usePlain>['error']>().toEqualTypeOf<RevenueError | null>();
    const { queryKey } = getInvoiceOptions(client, 'inv_1');
    expectTypeOf(queryClient.getQueryData(queryKey)).toEqualTypeOf<Invoice | undefined>();
    expectTypeOf(ensureListInvoices).returns.resolves.toEqualTypeOf<InvoicePage>();
    // @ts-expect-error prefetching what is skipped makes no sense
    expectTypeOf(queryClient.ensureQueryData).toBeCallableWith(listInvoicesOptions(client, skipToken));
    const pages = queryClient.getQueryData(listInvoicesInfiniteOptions(client).queryKey);
    expectTypeOf(pages).toEqualTypeOf<InfiniteData<InvoicePage, PageCursor> | undefined>();
  });

  it('of a write', () => {
    type Create = ReturnType<typeof useCreateInvoice>;
    expectTypeOf<Parameters<Create['mutate']>[0]>().toEqualTypeOf<CreateInvoice>();
    expectTypeOf<Create['data']>().toEqualTypeOf<InvoiceWriteResult | undefined>();
    expectTypeOf<Create['error']>().toEqualTypeOf<RevenueError | null>();
    expectTypeOf<Create['retryAt']>().toEqualTypeOf<number | undefined>();
    const { mutationFn } = createInvoiceMutation(client);
    expectTypeOf(mutationFn).parameter(0).toEqualTypeOf<CreateInvoice>();
  });

  it('of errors, narrowed by the guards', () => {
    const narrowed = (error: RevenueError) => (isRateLimitError(error) ? error.status : undefined);
    expectTypeOf(narrowed).returns.toEqualTypeOf<429 | undefined>();
  });
});
