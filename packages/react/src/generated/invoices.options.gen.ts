// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { SkipToken } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import type * as api from '@thrivestack-revenue/core';
import { createInvoice, deleteInvoice, getInvoice, getInvoiceSummary, listInvoiceHistory, listInvoices, updateInvoice } from '@thrivestack-revenue/core/functions';
import type { InfiniteReadOptions, SkippableInfiniteReadOptions } from '../infinite-options.ts';
import { infiniteReadOptions } from '../infinite-options.ts';
import type { ReadOptions, SkippableReadOptions } from '../read-options.ts';
import { readOptions } from '../read-options.ts';
import type { WithOptimistic, WriteOptions } from '../write-options.ts';
import { writeOptions } from '../write-options.ts';
import type { GetInvoiceSummaryArgs, ListInvoiceHistoryArgs, ListInvoicesArgs } from './keys.gen.ts';
import { createInvoiceKey, deleteInvoiceKey, getInvoiceKey, getInvoiceSummaryKey, listInvoiceHistoryInfiniteKey, listInvoiceHistoryKey, listInvoicesInfiniteKey, listInvoicesKey, updateInvoiceKey } from './keys.gen.ts';

/**
 * Makes the options of `createInvoice` for useMutation and setMutationDefaults.
 *
 * Create an invoice.
 */
export function createInvoiceMutation(client: Client, { optimistic }: WithOptimistic = {}): WriteOptions<api.InvoiceWriteResult, api.CreateInvoice> {
  return writeOptions(client, createInvoiceKey(client), { id: "invoice_id", stale: ["invoices"] }, optimistic, (body: api.CreateInvoice, call): Promise<api.InvoiceWriteResult> => createInvoice(client, body, call));
}

/**
 * Makes the options of `updateInvoice` for useMutation and setMutationDefaults.
 *
 * Update an invoice.
 */
export function updateInvoiceMutation(client: Client, { optimistic }: WithOptimistic = {}): WriteOptions<api.InvoiceWriteResult, api.UpdateInvoice> {
  return writeOptions(client, updateInvoiceKey(client), { id: "invoice_id", stale: ["invoices"] }, optimistic, (body: api.UpdateInvoice, call): Promise<api.InvoiceWriteResult> => updateInvoice(client, body, call));
}

/**
 * Makes the options of `deleteInvoice` for useMutation and setMutationDefaults.
 *
 * Delete an invoice.
 */
export function deleteInvoiceMutation(client: Client, { optimistic }: WithOptimistic = {}): WriteOptions<api.InvoiceWriteResult, api.DeleteInvoice> {
  return writeOptions(client, deleteInvoiceKey(client), { id: "invoice_id", stale: ["invoices"] }, optimistic, (body: api.DeleteInvoice, call): Promise<api.InvoiceWriteResult> => deleteInvoice(client, body, call));
}

/**
 * Makes the options of `getInvoice` for useQuery, prefetchQuery and the like.
 *
 * Get an invoice. Self-hosted server only.
 */
export function getInvoiceOptions(client: Client, id: string): ReadOptions<api.Invoice>;
export function getInvoiceOptions(client: Client, id: string | SkipToken): SkippableReadOptions<api.Invoice>;
export function getInvoiceOptions(client: Client, id: string | SkipToken): SkippableReadOptions<api.Invoice> {
  return readOptions(getInvoiceKey(client, id), id, (given: string, call): Promise<api.Invoice> => getInvoice(client, given, call));
}

/**
 * Makes the options of `listInvoices` for useQuery, prefetchQuery and the like.
 *
 * List invoices. Self-hosted server only.
 */
export function listInvoicesOptions(client: Client, args?: ListInvoicesArgs): ReadOptions<api.InvoicePage>;
export function listInvoicesOptions(client: Client, args: ListInvoicesArgs | SkipToken): SkippableReadOptions<api.InvoicePage>;
export function listInvoicesOptions(client: Client, args: ListInvoicesArgs | SkipToken = {}): SkippableReadOptions<api.InvoicePage> {
  return readOptions(listInvoicesKey(client, args), args, (given: ListInvoicesArgs, call): Promise<api.InvoicePage> => listInvoices(client, given, call));
}

/**
 * Makes the options of `listInvoices`, page by page, for useInfiniteQuery and the like.
 *
 * List invoices. Self-hosted server only.
 */
export function listInvoicesInfiniteOptions(client: Client, args?: ListInvoicesArgs): InfiniteReadOptions<api.InvoicePage>;
export function listInvoicesInfiniteOptions(client: Client, args: ListInvoicesArgs | SkipToken): SkippableInfiniteReadOptions<api.InvoicePage>;
export function listInvoicesInfiniteOptions(client: Client, args: ListInvoicesArgs | SkipToken = {}): SkippableInfiniteReadOptions<api.InvoicePage> {
  return infiniteReadOptions(listInvoicesInfiniteKey(client, args), args, { cursor: "cursor", next: "next_cursor", more: "has_more" }, (given: ListInvoicesArgs, page, call): Promise<api.InvoicePage> => listInvoices(client, { ...given, ...page }, call));
}

/**
 * Makes the options of `listInvoiceHistory` for useQuery, prefetchQuery and the like.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function listInvoiceHistoryOptions(client: Client, id: string, args?: ListInvoiceHistoryArgs): ReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryOptions(client: Client, id: string | SkipToken, args?: ListInvoiceHistoryArgs): SkippableReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryOptions(client: Client, id: string | SkipToken, args: ListInvoiceHistoryArgs = {}): SkippableReadOptions<api.InvoiceHistoryPage> {
  return readOptions(listInvoiceHistoryKey(client, id, args), id, (given: string, call): Promise<api.InvoiceHistoryPage> => listInvoiceHistory(client, given, args, call));
}

/**
 * Makes the options of `listInvoiceHistory`, page by page, for useInfiniteQuery and the like.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function listInvoiceHistoryInfiniteOptions(client: Client, id: string, args?: ListInvoiceHistoryArgs): InfiniteReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryInfiniteOptions(client: Client, id: string | SkipToken, args?: ListInvoiceHistoryArgs): SkippableInfiniteReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryInfiniteOptions(client: Client, id: string | SkipToken, args: ListInvoiceHistoryArgs = {}): SkippableInfiniteReadOptions<api.InvoiceHistoryPage> {
  return infiniteReadOptions(listInvoiceHistoryInfiniteKey(client, id, args), id, { cursor: "cursor", next: "next_cursor", more: "has_more" }, (given: string, page, call): Promise<api.InvoiceHistoryPage> => listInvoiceHistory(client, given, { ...args, ...page }, call));
}

/**
 * Makes the options of `getInvoiceSummary` for useQuery, prefetchQuery and the like.
 *
 * Add up invoices. Self-hosted server only.
 */
export function getInvoiceSummaryOptions(client: Client, args?: GetInvoiceSummaryArgs): ReadOptions<api.InvoiceSummary>;
export function getInvoiceSummaryOptions(client: Client, args: GetInvoiceSummaryArgs | SkipToken): SkippableReadOptions<api.InvoiceSummary>;
export function getInvoiceSummaryOptions(client: Client, args: GetInvoiceSummaryArgs | SkipToken = {}): SkippableReadOptions<api.InvoiceSummary> {
  return readOptions(getInvoiceSummaryKey(client, args), args, (given: GetInvoiceSummaryArgs, call): Promise<api.InvoiceSummary> => getInvoiceSummary(client, given, call));
}
