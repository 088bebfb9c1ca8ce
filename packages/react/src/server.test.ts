import { dehydrate, hydrate, QueryClient, skipToken } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { failure, invoice, page, scriptedApi } from '../test/scripted-api.ts';
import * as browser from './generated/index.gen.ts';
import {
  createInvoiceKey,
  createInvoiceMutation,
  ensureGetKey,
  ensureInfiniteListInvoices,
  ensureListInvoices,
  getInvoiceOptions,
  getInvoiceSummaryOptions,
  getKeyOptions,
  invoicesKey,
  listInvoiceHistoryInfiniteOptions,
  listInvoiceHistoryKey,
  listInvoiceHistoryOptions,
  listInvoicesInfiniteOptions,
  listInvoicesOptions,
  prefetchGetInvoice,
  prefetchGetInvoiceSummary,
  prefetchInfiniteListInvoiceHistory,
  prefetchInfiniteListInvoices,
  prefetchListInvoices,
  revenueKey,
} from './generated/server.gen.ts';

describe('keys', () => {
  const { client } = scriptedApi(() => page([]), { id: 'acme' });

  it('name client, resource, operation and arguments, and nothing else', () => {
    expect(listInvoicesOptions(client, { limit: 5 }).queryKey).toEqual([
      'thrivestack',
      'acme',
      'invoices',
      'list',
      { limit: 5 },
    ]);
    expect(listInvoicesOptions(client).queryKey).toEqual(['thrivestack', 'acme', 'invoices', 'list', {}]);
    expect(listInvoicesInfiniteOptions(client).queryKey).toEqual([
      'thrivestack',
      'acme',
      'invoices',
      'listInfinite',
      {},
    ]);
    expect(getInvoiceOptions(client, 'inv_1').queryKey).toEqual(['thrivestack', 'acme', 'invoices', 'get', 'inv_1']);
    expect(createInvoiceMutation(client).mutationKey).toEqual(['thrivestack', 'acme', 'invoices', 'create']);
    expect(createInvoiceKey(client)).toEqual(createInvoiceMutation(client).mutationKey);
  });

  it('hold an id and what is asked beside it, and nothing where nothing is asked', () => {
    const history = ['thrivestack', 'acme', 'invoices', 'listHistory'];
    expect(listInvoiceHistoryOptions(client, 'inv_1', { limit: 5 }).queryKey).toEqual([
      ...history,
      ['inv_1', { limit: 5 }],
    ]);
    expect(listInvoiceHistoryKey(client, 'inv_1')).toEqual([...history, ['inv_1', {}]]);
    expect(listInvoiceHistoryKey(client, skipToken, { limit: 5 })).toEqual([...history, null]);
    expect(listInvoiceHistoryInfiniteOptions(client, 'inv_1').queryKey[3]).toBe('listHistoryInfinite');
    expect(getInvoiceSummaryOptions(client).queryKey).toEqual(['thrivestack', 'acme', 'invoices', 'getSummary', {}]);
    expect(getKeyOptions(client).queryKey).toEqual(['thrivestack', 'acme', 'key', 'get', {}]);
  });

  it('are the same in the browser', () => {
    expect(browser.listInvoicesOptions(client, { q: 'a' }).queryKey).toEqual(
      listInvoicesOptions(client, { q: 'a' }).queryKey,
    );
  });

  it('have prefixes for a client and for a resource', () => {
    expect(listInvoicesOptions(client).queryKey.slice(0, 2)).toEqual(revenueKey(client));
    expect(listInvoicesOptions(client).queryKey.slice(0, 3)).toEqual(invoicesKey(client));
  });
});

describe('what a server prepares', () => {
  it('is there in the browser without another request', async () => {
    const { client, sent } = scriptedApi(({ path }) =>
      path.endsWith('/inv_1') ? Response.json(invoice('inv_1')) : page(['inv_1'], 'c2'),
    );
    const onServer = new QueryClient();
    await Promise.all([
      prefetchListInvoices(onServer, client, { limit: 2 }),
      prefetchInfiniteListInvoices(onServer, client),
      prefetchGetInvoice(onServer, client, 'inv_1'),
    ]);
    const html = JSON.stringify(dehydrate(onServer));
    const inBrowser = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
    hydrate(inBrowser, JSON.parse(html));
    expect(await ensureListInvoices(inBrowser, client, { limit: 2 })).toMatchObject({ has_more: true });
    expect(await ensureInfiniteListInvoices(inBrowser, client)).toMatchObject({ pageParams: [null] });
    expect(inBrowser.getQueryData(getInvoiceOptions(client, 'inv_1').queryKey)?.amount).toBe(10);
    expect(sent).toHaveLength(3);
  });

  it('can be a history, a summary and the key', async () => {
    const { client, sent } = scriptedApi(({ path }) =>
      path.endsWith('/history') ? page(['inv_1'], 'c2') : Response.json({ path }),
    );
    const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
    await prefetchInfiniteListInvoiceHistory(queryClient, client, 'inv_1', { limit: 2 });
    await prefetchGetInvoiceSummary(queryClient, client);
    expect(await ensureGetKey(queryClient, client)).toEqual({ path: '/revenue/key' });
    expect(queryClient.getQueryData(getInvoiceSummaryOptions(client).queryKey)).toBeDefined();
    expect(
      queryClient.getQueryData(listInvoiceHistoryInfiniteOptions(client, 'inv_1', { limit: 2 }).queryKey),
    ).toMatchObject({ pageParams: [null] });
    expect(sent.map(({ path, query }) => [path, query])).toEqual([
      ['/revenue/invoices/inv_1/history', { limit: '2' }],
      ['/revenue/summaries/invoices', {}],
      ['/revenue/key', {}],
    ]);
  });

  it('carries no address, no header and no key into the page', async () => {
    const { client } = scriptedApi(() => page(['inv_1']));
    const queryClient = new QueryClient();
    await prefetchListInvoices(queryClient, client, { customer_id: 'cust_1' });
    const html = JSON.stringify(dehydrate(queryClient)).toLowerCase();
    for (const secret of ['api.test', 'http', 'x-api-key', 'tsk_secret_key', '/revenue']) {
      expect(html).not.toContain(secret);
    }
  });

  it('is left out when it fails, after one request', async () => {
    const { client, sent } = scriptedApi(() => failure(401));
    const queryClient = new QueryClient();
    await prefetchListInvoices(queryClient, client);
    expect(dehydrate(queryClient).queries).toEqual([]);
    expect(sent).toHaveLength(1);
    await expect(ensureListInvoices(queryClient, client)).rejects.toMatchObject({ status: 401 });
  });

  it('leaves no timer behind when it is told to wait', async () => {
    const { client, sent } = scriptedApi(() => failure(429, { 'retry-after': '60' }));
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
    await prefetchListInvoices(queryClient, client);
    expect(sent).toHaveLength(1);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBe(before);
  });
});
