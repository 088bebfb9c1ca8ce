// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import type { PageCursor } from '../infinite-options.ts';
import type * as api from '@thrivestack-revenue/core';
import type { GetInvoiceSummaryArgs, ListInvoiceHistoryArgs, ListInvoicesArgs } from './keys.gen.ts';
import { getInvoiceOptions, getInvoiceSummaryOptions, listInvoiceHistoryInfiniteOptions, listInvoiceHistoryOptions, listInvoicesInfiniteOptions, listInvoicesOptions } from './invoices.options.gen.ts';

/**
 * Fills the cache with `getInvoice`; a failure is left to the hook. Await it.
 *
 * Get an invoice. Self-hosted server only.
 */
export function prefetchGetInvoice(queryClient: QueryClient, client: Client, id: string): Promise<void> {
  return queryClient.prefetchQuery(getInvoiceOptions(client, id));
}

/**
 * Reads `getInvoice` from the cache, or else from the API.
 *
 * Get an invoice. Self-hosted server only.
 */
export function ensureGetInvoice(queryClient: QueryClient, client: Client, id: string): Promise<api.Invoice> {
  return queryClient.ensureQueryData(getInvoiceOptions(client, id));
}

/**
 * Fills the cache with `listInvoices`; a failure is left to the hook. Await it.
 *
 * List invoices. Self-hosted server only.
 */
export function prefetchListInvoices(queryClient: QueryClient, client: Client, args?: ListInvoicesArgs): Promise<void> {
  return queryClient.prefetchQuery(listInvoicesOptions(client, args));
}

/**
 * Reads `listInvoices` from the cache, or else from the API.
 *
 * List invoices. Self-hosted server only.
 */
export function ensureListInvoices(queryClient: QueryClient, client: Client, args?: ListInvoicesArgs): Promise<api.InvoicePage> {
  return queryClient.ensureQueryData(listInvoicesOptions(client, args));
}

/**
 * Fills the cache with the first page of `listInvoices` for the infinite hooks. Await it.
 *
 * List invoices. Self-hosted server only.
 */
export function prefetchInfiniteListInvoices(queryClient: QueryClient, client: Client, args?: ListInvoicesArgs): Promise<void> {
  return queryClient.prefetchInfiniteQuery(listInvoicesInfiniteOptions(client, args));
}

/**
 * Reads the pages of `listInvoices` from the cache, or else the first from the API.
 *
 * List invoices. Self-hosted server only.
 */
export function ensureInfiniteListInvoices(queryClient: QueryClient, client: Client, args?: ListInvoicesArgs): Promise<InfiniteData<api.InvoicePage, PageCursor>> {
  return queryClient.ensureInfiniteQueryData(listInvoicesInfiniteOptions(client, args));
}

/**
 * Fills the cache with `listInvoiceHistory`; a failure is left to the hook. Await it.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function prefetchListInvoiceHistory(queryClient: QueryClient, client: Client, id: string, args?: ListInvoiceHistoryArgs): Promise<void> {
  return queryClient.prefetchQuery(listInvoiceHistoryOptions(client, id, args));
}

/**
 * Reads `listInvoiceHistory` from the cache, or else from the API.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function ensureListInvoiceHistory(queryClient: QueryClient, client: Client, id: string, args?: ListInvoiceHistoryArgs): Promise<api.InvoiceHistoryPage> {
  return queryClient.ensureQueryData(listInvoiceHistoryOptions(client, id, args));
}

/**
 * Fills the cache with the first page of `listInvoiceHistory` for the infinite hooks. Await it.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function prefetchInfiniteListInvoiceHistory(queryClient: QueryClient, client: Client, id: string, args?: ListInvoiceHistoryArgs): Promise<void> {
  return queryClient.prefetchInfiniteQuery(listInvoiceHistoryInfiniteOptions(client, id, args));
}

/**
 * Reads the pages of `listInvoiceHistory` from the cache, or else the first from the API.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function ensureInfiniteListInvoiceHistory(queryClient: QueryClient, client: Client, id: string, args?: ListInvoiceHistoryArgs): Promise<InfiniteData<api.InvoiceHistoryPage, PageCursor>> {
  return queryClient.ensureInfiniteQueryData(listInvoiceHistoryInfiniteOptions(client, id, args));
}

/**
 * Fills the cache with `getInvoiceSummary`; a failure is left to the hook. Await it.
 *
 * Add up invoices. Self-hosted server only.
 */
export function prefetchGetInvoiceSummary(queryClient: QueryClient, client: Client, args?: GetInvoiceSummaryArgs): Promise<void> {
  return queryClient.prefetchQuery(getInvoiceSummaryOptions(client, args));
}

/**
 * Reads `getInvoiceSummary` from the cache, or else from the API.
 *
 * Add up invoices. Self-hosted server only.
 */
export function ensureGetInvoiceSummary(queryClient: QueryClient, client: Client, args?: GetInvoiceSummaryArgs): Promise<api.InvoiceSummary> {
  return queryClient.ensureQueryData(getInvoiceSummaryOptions(client, args));
}
