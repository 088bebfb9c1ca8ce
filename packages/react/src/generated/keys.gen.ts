// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { SkipToken } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import type * as api from '@thrivestack-revenue/core';
import type { RevenueKey, RevenueMutationKey } from '../keys.ts';
import { keyOf, rowArgs } from '../keys.ts';

/** Names everything that is cached of `invoices`, for invalidateQueries and the like. */
export function invoicesKey(client: Pick<Client, 'id'>): readonly ['thrivestack', clientId: string, resource: string] {
  return keyOf(client, "invoices");
}

/** Names the mutations of `createInvoice`. */
export function createInvoiceKey(client: Pick<Client, 'id'>): RevenueMutationKey {
  return keyOf(client, "invoices", "create");
}

/** Names the mutations of `updateInvoice`. */
export function updateInvoiceKey(client: Pick<Client, 'id'>): RevenueMutationKey {
  return keyOf(client, "invoices", "update");
}

/** Names the mutations of `deleteInvoice`. */
export function deleteInvoiceKey(client: Pick<Client, 'id'>): RevenueMutationKey {
  return keyOf(client, "invoices", "delete");
}

/** Names a read of `getInvoice`. */
export function getInvoiceKey(client: Pick<Client, 'id'>, id: string | SkipToken): RevenueKey {
  return keyOf(client, "invoices", "get", id);
}

/** What `listInvoices` can be asked for. */
export type ListInvoicesArgs = NonNullable<api.ListInvoicesData['query']>;

/** Names a read of `listInvoices`. */
export function listInvoicesKey(client: Pick<Client, 'id'>, args: ListInvoicesArgs | SkipToken = {}): RevenueKey {
  return keyOf(client, "invoices", "list", args);
}

/** Names the pages, grown one by one, of `listInvoices`. */
export function listInvoicesInfiniteKey(client: Pick<Client, 'id'>, args: ListInvoicesArgs | SkipToken = {}): RevenueKey {
  return keyOf(client, "invoices", "listInfinite", args);
}

/** What `listInvoiceHistory` can be asked for. */
export type ListInvoiceHistoryArgs = NonNullable<api.ListInvoiceHistoryData['query']>;

/** Names a read of `listInvoiceHistory`. */
export function listInvoiceHistoryKey(client: Pick<Client, 'id'>, id: string | SkipToken, args: ListInvoiceHistoryArgs = {}): RevenueKey {
  return keyOf(client, "invoices", "listHistory", rowArgs(id, args));
}

/** Names the pages, grown one by one, of `listInvoiceHistory`. */
export function listInvoiceHistoryInfiniteKey(client: Pick<Client, 'id'>, id: string | SkipToken, args: ListInvoiceHistoryArgs = {}): RevenueKey {
  return keyOf(client, "invoices", "listHistoryInfinite", rowArgs(id, args));
}

/** What `getInvoiceSummary` can be asked for. */
export type GetInvoiceSummaryArgs = NonNullable<api.GetInvoiceSummaryData['query']>;

/** Names a read of `getInvoiceSummary`. */
export function getInvoiceSummaryKey(client: Pick<Client, 'id'>, args: GetInvoiceSummaryArgs | SkipToken = {}): RevenueKey {
  return keyOf(client, "invoices", "getSummary", args);
}

/** Names everything that is cached of `key`, for invalidateQueries and the like. */
export function keyKey(client: Pick<Client, 'id'>): readonly ['thrivestack', clientId: string, resource: string] {
  return keyOf(client, "key");
}

/** Names a read of `getKey`. */
export function getKeyKey(client: Pick<Client, 'id'>): RevenueKey {
  return keyOf(client, "key", "get", {});
}
