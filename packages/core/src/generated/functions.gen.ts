// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { Call, PageCall } from '../call.ts';
import type { Client } from '../client.ts';
import { type Operation, selfHosted } from '../operation.ts';
import { paginate } from '../paginate.ts';
import type { CallOptions } from '../options.ts';
import { queryPath, rowPath } from '../target.ts';
import type { CreateInvoice, DeleteInvoice, GetInvoiceSummaryData, Invoice, InvoiceChange, InvoiceHistoryPage, InvoicePage, InvoiceSummary, InvoiceWriteResult, Key, ListInvoiceHistoryData, ListInvoicesData, UpdateInvoice } from './types.gen.ts';

const createInvoiceOperation: Operation = { id: "createInvoice", method: "POST", path: "/revenue/invoices", scope: "revenue", key: "invoice_id", exists: "invoice_already_exists" };

/**
 * Create an invoice.
 *
 * Stores a new invoice under your own `invoice_id`. On the self-hosted server a repeat with the same content answers 200 and writes nothing; the same id with other content is refused.
 *
 * Source: the vendor's API.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see POST /revenue/invoices in spec/openapi.yaml
 */
export function createInvoice(client: Client, body: CreateInvoice, options?: CallOptions): Call<InvoiceWriteResult> {
  return client.request(createInvoiceOperation, { body }, options);
}

const updateInvoiceOperation: Operation = { id: "updateInvoice", method: "PUT", path: "/revenue/invoices", scope: "revenue", key: "invoice_id" };

/**
 * Update an invoice.
 *
 * Changes the fields that are sent; an absent field keeps its stored value. `customer_id` and `group_id` cannot change.
 *
 * Source: the vendor's API.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link NotFoundError} (404) when there is no such row.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see PUT /revenue/invoices in spec/openapi.yaml
 */
export function updateInvoice(client: Client, body: UpdateInvoice, options?: CallOptions): Call<InvoiceWriteResult> {
  return client.request(updateInvoiceOperation, { body }, options);
}

const deleteInvoiceOperation: Operation = { id: "deleteInvoice", method: "DELETE", path: "/revenue/invoices", scope: "revenue", key: "invoice_id" };

/**
 * Delete an invoice.
 *
 * Deletes one invoice by its id, sent in the JSON body. The self-hosted server accepts `?invoice_id=` as well, for proxies that strip the body of a DELETE.
 *
 * Source: the vendor's API.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link NotFoundError} (404) when there is no such row.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see DELETE /revenue/invoices in spec/openapi.yaml
 */
export function deleteInvoice(client: Client, body: DeleteInvoice, options?: CallOptions): Call<InvoiceWriteResult> {
  return client.request(deleteInvoiceOperation, { body }, options);
}

const getInvoiceOperation: Operation = { id: "getInvoice", method: "GET", path: "/revenue/invoices/{invoice_id}", scope: "revenue", hint: selfHosted };

/**
 * Get an invoice.
 *
 * The invoice as it is stored now, without an envelope.
 *
 * Source: ours; only the self-hosted server has it.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link NotFoundError} (404) when there is no such row.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see GET /revenue/invoices/{invoice_id} in spec/openapi.yaml
 */
export function getInvoice(client: Client, id: string, options?: CallOptions): Call<Invoice> {
  return client.request(getInvoiceOperation, { target: () => rowPath(getInvoiceOperation, id) }, options);
}

const listInvoicesOperation: Operation = { id: "listInvoices", method: "GET", path: "/revenue/invoices", scope: "revenue", hint: selfHosted };

/**
 * List invoices.
 *
 * One page of invoices in a stable order. Pages are joined by `next_cursor`; a cursor belongs to the filters and the order it was made with.
 *
 * Source: ours; only the self-hosted server has it.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see GET /revenue/invoices in spec/openapi.yaml
 */
export function listInvoices(client: Client, query?: NonNullable<ListInvoicesData['query']>, options?: CallOptions): PageCall<InvoicePage, Invoice> {
  return paginate(client, listInvoicesOperation, { cursor: "cursor", items: "data", next: "next_cursor" }, query, options);
}

const listInvoiceHistoryOperation: Operation = { id: "listInvoiceHistory", method: "GET", path: "/revenue/invoices/{invoice_id}/history", scope: "revenue", hint: selfHosted };

/**
 * List the changes of an invoice.
 *
 * Every change of one invoice, oldest first, deletions included: who did it with which key, when, and the invoice before and after. An id that was deleted and created again has one history.
 *
 * Source: ours; only the self-hosted server has it.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link NotFoundError} (404) when there is no such row.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see GET /revenue/invoices/{invoice_id}/history in spec/openapi.yaml
 */
export function listInvoiceHistory(client: Client, id: string, query?: NonNullable<ListInvoiceHistoryData['query']>, options?: CallOptions): PageCall<InvoiceHistoryPage, InvoiceChange> {
  return paginate(client, listInvoiceHistoryOperation, { cursor: "cursor", items: "data", next: "next_cursor" }, query, options, () => rowPath(listInvoiceHistoryOperation, id));
}

const getInvoiceSummaryOperation: Operation = { id: "getInvoiceSummary", method: "GET", path: "/revenue/summaries/invoices", scope: "revenue", hint: selfHosted };

/**
 * Add up invoices.
 *
 * Counts and exact totals per currency, split by month of issue, by how long they are past their due date, and by customer; and the groups whose ids differ only by case or white space, which breaks attribution. The API knows no payments: an invoice past its due date may well be paid.
 *
 * Source: ours; only the self-hosted server has it.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see GET /revenue/summaries/invoices in spec/openapi.yaml
 */
export function getInvoiceSummary(client: Client, query?: NonNullable<GetInvoiceSummaryData['query']>, options?: CallOptions): Call<InvoiceSummary> {
  return client.request(getInvoiceSummaryOperation, { target: () => queryPath(getInvoiceSummaryOperation.path, query) }, options);
}

const getKeyOperation: Operation = { id: "getKey", method: "GET", path: "/revenue/key", scope: "revenue", hint: selfHosted };

/**
 * Describe the key that asks.
 *
 * What the key may do and how many requests it has left. The key itself is never shown.
 *
 * Source: ours; only the self-hosted server has it.
 *
 * @throws {@link BadRequestError} (400) when the request is wrong; `details` names every field.
 * @throws {@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.
 * @throws {@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.
 * @throws {@link ServerError} (5xx) when the server goes on failing after the retries.
 * @throws {@link ConnectionError} when there is no usable answer in time.
 * @see GET /revenue/key in spec/openapi.yaml
 */
export function getKey(client: Client, options?: CallOptions): Call<Key> {
  return client.request(getKeyOperation, {}, options);
}
