// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { SkipToken } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import type * as api from '@thrivestack-revenue/core';
import { createInvoice, deleteInvoice, getInvoice, getInvoiceSummary, listInvoiceHistory, listInvoices, updateInvoice } from '@thrivestack-revenue/core/functions';
import type { InfiniteReadOptions, SkippableInfiniteReadOptions } from '../infinite-options.ts';
import { infiniteReadOptions } from '../infinite-options.ts';
import { rowArgs } from '../keys.ts';
import type { ReadOptions, SkippableReadOptions } from '../read-options.ts';
import { readOptions } from '../read-options.ts';
import type { WithOptimistic, WriteOptions } from '../write-options.ts';
import { writeOptions } from '../write-options.ts';
import type { GetInvoiceSummaryArgs, ListInvoiceHistoryArgs, ListInvoicesArgs } from './keys.gen.ts';

/**
 * Makes the options of `createInvoice` for useMutation and setMutationDefaults.
 *
 * Create an invoice.
 */
export function createInvoiceMutation(client: Client, options?: WithOptimistic): WriteOptions<api.InvoiceWriteResult, api.CreateInvoice> {
  return writeOptions(client, "invoices", "create", "invoice_id", ["invoices"], createInvoice, options);
}

/**
 * Makes the options of `updateInvoice` for useMutation and setMutationDefaults.
 *
 * Update an invoice.
 */
export function updateInvoiceMutation(client: Client, options?: WithOptimistic): WriteOptions<api.InvoiceWriteResult, api.UpdateInvoice> {
  return writeOptions(client, "invoices", "update", "invoice_id", ["invoices"], updateInvoice, options);
}

/**
 * Makes the options of `deleteInvoice` for useMutation and setMutationDefaults.
 *
 * Delete an invoice.
 */
export function deleteInvoiceMutation(client: Client, options?: WithOptimistic): WriteOptions<api.InvoiceWriteResult, api.DeleteInvoice> {
  return writeOptions(client, "invoices", "delete", "invoice_id", ["invoices"], deleteInvoice, options);
}

/**
 * Makes the options of `getInvoice` for useQuery, prefetchQuery and the like.
 *
 * Get an invoice. Self-hosted server only.
 */
export function getInvoiceOptions(client: Client, id: string): ReadOptions<api.Invoice>;
export function getInvoiceOptions(client: Client, id: string | SkipToken): SkippableReadOptions<api.Invoice>;
export function getInvoiceOptions(client: Client, id: string | SkipToken): SkippableReadOptions<api.Invoice> {
  return readOptions(client, "invoices", "get", id, getInvoice);
}

/**
 * Makes the options of `listInvoices` for useQuery, prefetchQuery and the like.
 *
 * List invoices. Self-hosted server only.
 */
export function listInvoicesOptions(client: Client, args?: ListInvoicesArgs): ReadOptions<api.InvoicePage>;
export function listInvoicesOptions(client: Client, args: ListInvoicesArgs | SkipToken): SkippableReadOptions<api.InvoicePage>;
export function listInvoicesOptions(client: Client, args: ListInvoicesArgs | SkipToken = {}): SkippableReadOptions<api.InvoicePage> {
  return readOptions(client, "invoices", "list", args, listInvoices);
}

/**
 * Makes the options of `listInvoices`, page by page, for useInfiniteQuery and the like.
 *
 * List invoices. Self-hosted server only.
 */
export function listInvoicesInfiniteOptions(client: Client, args?: ListInvoicesArgs): InfiniteReadOptions<api.InvoicePage>;
export function listInvoicesInfiniteOptions(client: Client, args: ListInvoicesArgs | SkipToken): SkippableInfiniteReadOptions<api.InvoicePage>;
export function listInvoicesInfiniteOptions(client: Client, args: ListInvoicesArgs | SkipToken = {}): SkippableInfiniteReadOptions<api.InvoicePage> {
  return infiniteReadOptions(client, "invoices", "listInfinite", args, { cursor: "cursor", next: "next_cursor", more: "has_more" }, (client, args: ListInvoicesArgs, page, call) => listInvoices(client, { ...args, ...page }, call));
}

/**
 * Makes the options of `listInvoiceHistory` for useQuery, prefetchQuery and the like.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function listInvoiceHistoryOptions(client: Client, id: string, args?: ListInvoiceHistoryArgs): ReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryOptions(client: Client, id: string | SkipToken, args?: ListInvoiceHistoryArgs): SkippableReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryOptions(client: Client, id: string | SkipToken, args: ListInvoiceHistoryArgs = {}): SkippableReadOptions<api.InvoiceHistoryPage> {
  return readOptions(client, "invoices", "listHistory", rowArgs(id, args), (client, [id, args], call) => listInvoiceHistory(client, id, args, call));
}

/**
 * Makes the options of `listInvoiceHistory`, page by page, for useInfiniteQuery and the like.
 *
 * List the changes of an invoice. Self-hosted server only.
 */
export function listInvoiceHistoryInfiniteOptions(client: Client, id: string, args?: ListInvoiceHistoryArgs): InfiniteReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryInfiniteOptions(client: Client, id: string | SkipToken, args?: ListInvoiceHistoryArgs): SkippableInfiniteReadOptions<api.InvoiceHistoryPage>;
export function listInvoiceHistoryInfiniteOptions(client: Client, id: string | SkipToken, args: ListInvoiceHistoryArgs = {}): SkippableInfiniteReadOptions<api.InvoiceHistoryPage> {
  return infiniteReadOptions(client, "invoices", "listHistoryInfinite", rowArgs(id, args), { cursor: "cursor", next: "next_cursor", more: "has_more" }, (client, [id, args]: readonly [string, ListInvoiceHistoryArgs], page, call) => listInvoiceHistory(client, id, { ...args, ...page }, call));
}

/**
 * Makes the options of `getInvoiceSummary` for useQuery, prefetchQuery and the like.
 *
 * Add up invoices. Self-hosted server only.
 */
export function getInvoiceSummaryOptions(client: Client, args?: GetInvoiceSummaryArgs): ReadOptions<api.InvoiceSummary>;
export function getInvoiceSummaryOptions(client: Client, args: GetInvoiceSummaryArgs | SkipToken): SkippableReadOptions<api.InvoiceSummary>;
export function getInvoiceSummaryOptions(client: Client, args: GetInvoiceSummaryArgs | SkipToken = {}): SkippableReadOptions<api.InvoiceSummary> {
  return readOptions(client, "invoices", "getSummary", args, getInvoiceSummary);
}
