// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { Call, PageCall } from '../call.ts';
import { type Client, createClient as createBareClient } from '../client.ts';
import type { CallOptions, ClientOptions } from '../options.ts';
import { createInvoice, deleteInvoice, getInvoice, getInvoiceSummary, getKey, listInvoiceHistory, listInvoices, updateInvoice } from './functions.gen.ts';
import type { CreateInvoice, DeleteInvoice, GetInvoiceSummaryData, Invoice, InvoiceChange, InvoiceHistoryPage, InvoicePage, InvoiceSummary, InvoiceWriteResult, Key, ListInvoiceHistoryData, ListInvoicesData, UpdateInvoice } from './types.gen.ts';

/** Operations on `/revenue/invoices`. */
export interface InvoicesResource {
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
  create(body: CreateInvoice, options?: CallOptions): Call<InvoiceWriteResult>;
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
  update(body: UpdateInvoice, options?: CallOptions): Call<InvoiceWriteResult>;
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
  delete(body: DeleteInvoice, options?: CallOptions): Call<InvoiceWriteResult>;
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
  get(id: string, options?: CallOptions): Call<Invoice>;
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
  list(query?: NonNullable<ListInvoicesData['query']>, options?: CallOptions): PageCall<InvoicePage, Invoice>;
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
  listHistory(id: string, query?: NonNullable<ListInvoiceHistoryData['query']>, options?: CallOptions): PageCall<InvoiceHistoryPage, InvoiceChange>;
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
  getSummary(query?: NonNullable<GetInvoiceSummaryData['query']>, options?: CallOptions): Call<InvoiceSummary>;
}

/** Operations on `/revenue/key`. */
export interface KeyResource {
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
  get(options?: CallOptions): Call<Key>;
}

/** A client with the resources of the contract. */
export interface RevenueClient extends Client {
  readonly invoices: InvoicesResource;
  readonly key: KeyResource;
}

/**
 * Makes a client with its resources.
 *
 * @throws RevenueError when an option is wrong, no key is found, or a browser would hold it.
 */
export function createClient(options: ClientOptions = {}): RevenueClient {
  const client = createBareClient(options);
  return {
    ...client,
    invoices: {
      create: (body, options) => createInvoice(client, body, options),
      update: (body, options) => updateInvoice(client, body, options),
      delete: (body, options) => deleteInvoice(client, body, options),
      get: (id, options) => getInvoice(client, id, options),
      list: (query, options) => listInvoices(client, query, options),
      listHistory: (id, query, options) => listInvoiceHistory(client, id, query, options),
      getSummary: (query, options) => getInvoiceSummary(client, query, options),
    },
    key: {
      get: (options) => getKey(client, options),
    },
  };
}
