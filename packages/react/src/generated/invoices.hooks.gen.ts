// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { InfiniteData, SkipToken } from '@tanstack/react-query';
import type * as api from '@thrivestack-revenue/core';
import type { PageCursor } from '../infinite-options.ts';
import type { InfiniteReadHookOptions, InfiniteReadResult, ReadHookOptions, ReadResult, SuspenseInfiniteReadHookOptions, SuspenseInfiniteReadResult, SuspenseReadHookOptions, SuspenseReadResult } from '../use-read.ts';
import { useInfiniteRead, useRead, useSuspenseInfiniteRead, useSuspenseRead } from '../use-read.ts';
import type { WriteHookOptions, WriteResult } from '../use-write.ts';
import { useWrite } from '../use-write.ts';
import type { GetInvoiceSummaryArgs, ListInvoiceHistoryArgs, ListInvoicesArgs } from './keys.gen.ts';
import { createInvoiceMutation, deleteInvoiceMutation, getInvoiceOptions, getInvoiceSummaryOptions, listInvoiceHistoryInfiniteOptions, listInvoiceHistoryOptions, listInvoicesInfiniteOptions, listInvoicesOptions, updateInvoiceMutation } from './invoices.options.gen.ts';

/**
 * Makes `createInvoice` available; what it makes stale is read again.
 *
 * Create an invoice.
 */
export function useCreateInvoice(options?: WriteHookOptions<api.InvoiceWriteResult, api.CreateInvoice>): WriteResult<api.InvoiceWriteResult, api.CreateInvoice> {
  return useWrite(createInvoiceMutation, options);
}

/**
 * Makes `updateInvoice` available; what it makes stale is read again.
 *
 * Update an invoice.
 */
export function useUpdateInvoice(options?: WriteHookOptions<api.InvoiceWriteResult, api.UpdateInvoice>): WriteResult<api.InvoiceWriteResult, api.UpdateInvoice> {
  return useWrite(updateInvoiceMutation, options);
}

/**
 * Makes `deleteInvoice` available; what it makes stale is read again.
 *
 * Delete an invoice.
 */
export function useDeleteInvoice(options?: WriteHookOptions<api.InvoiceWriteResult, api.DeleteInvoice>): WriteResult<api.InvoiceWriteResult, api.DeleteInvoice> {
  return useWrite(deleteInvoiceMutation, options);
}

/**
 * Reads `getInvoice`; `skipToken` leaves it out.
 *
 * Get an invoice. Self-hosted server only.
 */
export function useGetInvoice<TData = api.Invoice>(
  id: string | SkipToken,
  options?: ReadHookOptions<api.Invoice, TData>,
): ReadResult<TData> {
  return useRead((client) => getInvoiceOptions(client, id), options);
}

/**
 * Reads `getInvoice`, and suspends until it is there.
 *
 * Get an invoice. Self-hosted server only.
 */
export function useSuspenseGetInvoice<TData = api.Invoice>(
  id: string,
  options?: SuspenseReadHookOptions<api.Invoice, TData>,
): SuspenseReadResult<TData> {
  return useSuspenseRead((client) => getInvoiceOptions(client, id), options);
}

/**
 * Reads `listInvoices`; `skipToken` leaves it out.
 *
 * List invoices. Self-hosted server only.
 */
export function useListInvoices<TData = api.InvoicePage>(
  args: ListInvoicesArgs | SkipToken = {},
  options?: ReadHookOptions<api.InvoicePage, TData>,
): ReadResult<TData> {
  return useRead((client) => listInvoicesOptions(client, args), options);
}

/**
 * Reads `listInvoices`, and suspends until it is there.
 *
 * List invoices. Self-hosted server only.
 */
export function useSuspenseListInvoices<TData = api.InvoicePage>(
  args: ListInvoicesArgs = {},
  options?: SuspenseReadHookOptions<api.InvoicePage, TData>,
): SuspenseReadResult<TData> {
  return useSuspenseRead((client) => listInvoicesOptions(client, args), options);
}

/**
 * Reads `listInvoices` page by page; `skipToken` leaves it out.
 *
 * List invoices. Self-hosted server only.
 */
export function useInfiniteListInvoices<TData = InfiniteData<api.InvoicePage, PageCursor>>(
  args: ListInvoicesArgs | SkipToken = {},
  options?: InfiniteReadHookOptions<api.InvoicePage, TData>,
): InfiniteReadResult<TData> {
  return useInfiniteRead((client) => listInvoicesInfiniteOptions(client, args), options);
}

/**
 * Reads `listInvoices` page by page, and suspends until the first is there.
 *
 * List invoices. Self-hosted server only.
 */
export function useSuspenseInfiniteListInvoices<TData = InfiniteData<api.InvoicePage, PageCursor>>(
  args: ListInvoicesArgs = {},
  options?: SuspenseInfiniteReadHookOptions<api.InvoicePage, TData>,
): SuspenseInfiniteReadResult<TData> {
  return useSuspenseInfiniteRead((client) => listInvoicesInfiniteOptions(client, args), options);
}

/**
 * Reads `listInvoiceHistory`; `skipToken` leaves it out.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function useListInvoiceHistory<TData = api.InvoiceHistoryPage>(
  id: string | SkipToken,
  args: ListInvoiceHistoryArgs = {},
  options?: ReadHookOptions<api.InvoiceHistoryPage, TData>,
): ReadResult<TData> {
  return useRead((client) => listInvoiceHistoryOptions(client, id, args), options);
}

/**
 * Reads `listInvoiceHistory`, and suspends until it is there.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function useSuspenseListInvoiceHistory<TData = api.InvoiceHistoryPage>(
  id: string,
  args: ListInvoiceHistoryArgs = {},
  options?: SuspenseReadHookOptions<api.InvoiceHistoryPage, TData>,
): SuspenseReadResult<TData> {
  return useSuspenseRead((client) => listInvoiceHistoryOptions(client, id, args), options);
}

/**
 * Reads `listInvoiceHistory` page by page; `skipToken` leaves it out.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function useInfiniteListInvoiceHistory<TData = InfiniteData<api.InvoiceHistoryPage, PageCursor>>(
  id: string | SkipToken,
  args: ListInvoiceHistoryArgs = {},
  options?: InfiniteReadHookOptions<api.InvoiceHistoryPage, TData>,
): InfiniteReadResult<TData> {
  return useInfiniteRead((client) => listInvoiceHistoryInfiniteOptions(client, id, args), options);
}

/**
 * Reads `listInvoiceHistory` page by page, and suspends until the first is there.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function useSuspenseInfiniteListInvoiceHistory<TData = InfiniteData<api.InvoiceHistoryPage, PageCursor>>(
  id: string,
  args: ListInvoiceHistoryArgs = {},
  options?: SuspenseInfiniteReadHookOptions<api.InvoiceHistoryPage, TData>,
): SuspenseInfiniteReadResult<TData> {
  return useSuspenseInfiniteRead((client) => listInvoiceHistoryInfiniteOptions(client, id, args), options);
}

/**
 * Reads `getInvoiceSummary`; `skipToken` leaves it out.
 *
 * Add up invoices. Self-hosted server only.
 */
export function useGetInvoiceSummary<TData = api.InvoiceSummary>(
  args: GetInvoiceSummaryArgs | SkipToken = {},
  options?: ReadHookOptions<api.InvoiceSummary, TData>,
): ReadResult<TData> {
  return useRead((client) => getInvoiceSummaryOptions(client, args), options);
}

/**
 * Reads `getInvoiceSummary`, and suspends until it is there.
 *
 * Add up invoices. Self-hosted server only.
 */
export function useSuspenseGetInvoiceSummary<TData = api.InvoiceSummary>(
  args: GetInvoiceSummaryArgs = {},
  options?: SuspenseReadHookOptions<api.InvoiceSummary, TData>,
): SuspenseReadResult<TData> {
  return useSuspenseRead((client) => getInvoiceSummaryOptions(client, args), options);
}
