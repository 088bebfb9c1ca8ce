// A program that uses every entry of the client; compiled, never run.
import {
  ApiError,
  type BadRequestError,
  type Call,
  type CallOptions,
  type ClientOptions,
  type CreateInvoice,
  createClient,
  type FieldError,
  type Invoice,
  type InvoiceChange,
  type InvoicePage,
  type InvoiceSummary,
  type InvoiceWriteResult,
  isApiError,
  isNotFoundError,
  isRateLimitError,
  isRevenueError,
  NotFoundError,
  type PageCall,
  type RateLimitError,
  type ResponseInfo,
  RevenueError,
  type ServerError,
  type TimeoutError,
} from '@thrivestack-revenue/core';
import * as bare from '@thrivestack-revenue/core/functions';
import { logTo, type Observer, type Tracer, traceWith } from '@thrivestack-revenue/core/observe';
import { createProxy } from '@thrivestack-revenue/core/proxy';
import { fault, fromHandler, scriptedTransport, withFaults } from '@thrivestack-revenue/core/testing';
import { createInvoiceValidator, type Validator, validators } from '@thrivestack-revenue/core/validators';
import { same } from './same.js';

declare const tracer: Tracer;

export const options: ClientOptions = {
  apiKey: async ({ refused }) => (refused ? 'new' : 'old'),
  baseUrl: 'http://127.0.0.1:8787',
  observers: [logTo(console), traceWith(tracer, { propagate: true }), { onRetry: ({ retryAt }) => void retryAt }],
  validate: validators,
  retryBudget: false,
  timeoutMs: 5_000,
  attemptTimeoutMs: 1_000,
  maxRetries: 0,
  headers: { 'x-team': 'billing' },
  fetch: withFaults(scriptedTransport(fault.status(503)), fault.answerLost()),
};
const revenue = createClient(options);
const body: CreateInvoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
};

export async function calls(): Promise<void> {
  same<ReturnType<typeof revenue.invoices.create>, Call<InvoiceWriteResult>>(true);
  same<ReturnType<typeof revenue.invoices.list>, PageCall<InvoicePage, Invoice>>(true);
  const { data, response } = await revenue.invoices.get('inv_1').withResponse();
  same<typeof data, Invoice>(true);
  same<typeof response, ResponseInfo>(true);
  same<typeof data.due_date, string | null>(true);
  for await (const row of revenue.invoices.list({ currency: 'EUR', sort: 'amount', order: 'desc' })) {
    same<typeof row, Invoice>(true);
  }
  for await (const page of revenue.invoices.list().byPage()) same<typeof page.next_cursor, string | null>(true);
  for await (const change of revenue.invoices.listHistory('inv_1')) same<typeof change, InvoiceChange>(true);
  const summary = await revenue.invoices.getSummary({ customer_id: 'cust_1' });
  same<typeof summary, InvoiceSummary>(true);
  const call: CallOptions = { signal: AbortSignal.timeout(1_000), idempotencyKey: 'once', maxRetries: 1 };
  const written = await bare.createInvoice(bare.createClient(), body, call);
  same<typeof written, InvoiceWriteResult>(true);
  // A client with resources is a bare client, too.
  await bare.updateInvoice(revenue, { invoice_id: 'inv_1', due_date: null });
}

export function failures(error: unknown): string | undefined {
  if (isNotFoundError(error)) same<typeof error.status, 404>(true);
  if (error instanceof NotFoundError) same<typeof error.status, 404>(true);
  if (isRateLimitError(error)) same<typeof error.retryAfterMs, number | undefined>(true);
  if (isApiError(error) || error instanceof ApiError) {
    switch (error.status) {
      case 400:
        same<typeof error, BadRequestError>(true);
        same<typeof error.details, readonly FieldError[] | undefined>(true);
        return error.param;
      case 429:
        same<typeof error, RateLimitError>(true);
        return `${error.retryAfterMs}`;
      case 503:
        same<typeof error, ServerError>(true);
        return error.requestId;
      default:
        // @ts-expect-error what was told apart above is gone
        if (error.status === 400) return undefined;
        return error.message;
    }
  }
  if (isRevenueError(error) || error instanceof RevenueError) {
    if (error.name === 'TimeoutError') same<typeof error, TimeoutError>(true);
    return error.idempotencyKey;
  }
  return undefined;
}

export function checked(input: unknown): string[] {
  same<typeof createInvoiceValidator, Validator<CreateInvoice>>(true);
  const result = createInvoiceValidator['~standard'].validate(input);
  if (result.issues === undefined) same<typeof result.value, CreateInvoice>(true);
  return createInvoiceValidator.check(input).issues.map(({ param }) => param);
}

export const proxy: (request: Request) => Promise<Response> = createProxy({
  baseUrl: 'http://127.0.0.1:8787',
  apiKey: () => null,
  fetch: fromHandler(async () => new Response()),
});
export const observer: Observer = {
  onRequest: ({ headers, attempt }) => {
    headers['x-attempt'] = String(attempt);
  },
  onResponse: ({ durationMs, error }) => void [durationMs, error?.status],
};

export function wrong(): void {
  // @ts-expect-error fields are missing
  revenue.invoices.create({ invoice_id: 'inv_1' });
  // @ts-expect-error an amount is a number
  revenue.invoices.create({ ...body, amount: '299.99' });
  // @ts-expect-error no such field
  revenue.invoices.create({ ...body, colour: 'red' });
  // @ts-expect-error no such order
  revenue.invoices.list({ sort: 'colour' });
  // @ts-expect-error an id is text
  revenue.invoices.get(1);
  // @ts-expect-error the functions take the same bodies: fields are missing
  bare.createInvoice(revenue, { invoice_id: 'inv_1' });
  // @ts-expect-error an amount is a number
  bare.updateInvoice(revenue, { invoice_id: 'inv_1', amount: '1' });
  // @ts-expect-error a row is deleted by its id alone
  bare.deleteInvoice(revenue, { invoice_id: 'inv_1', amount: 1 });
  // @ts-expect-error no such filter
  bare.listInvoices(revenue, { colour: 'red' });
  // @ts-expect-error no such resource
  revenue.customers;
  // @ts-expect-error the bare client has no resources
  bare.createClient().invoices;
  // @ts-expect-error no such option
  createClient({ apikey: 'key' });
  // @ts-expect-error the validators themselves, no switch
  createClient({ validate: true });
  // @ts-expect-error on by default: it can only be turned off
  createClient({ retryBudget: true });
  // @ts-expect-error a signal is of one call
  createClient({ signal: AbortSignal.timeout(1) });
  // @ts-expect-error a key is of the client
  revenue.invoices.get('inv_1', { apiKey: 'key' });
  // @ts-expect-error milliseconds have their unit in the name
  revenue.invoices.get('inv_1', { timeout: 1_000 });
  // @ts-expect-error a proxy needs a key
  createProxy({ baseUrl: 'http://127.0.0.1:8787' });
}
