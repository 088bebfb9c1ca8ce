import { type Client, createClient } from '@thrivestack-revenue/core/functions';
import { scriptedTransport } from '@thrivestack-revenue/core/testing';

/** A request as the tests look at it. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly body: Record<string, unknown> | undefined;
  readonly signal: AbortSignal;
}

/** A server made of one function, and what it was asked. */
export interface ScriptedApi {
  readonly client: Client;
  readonly sent: SentRequest[];
}

/** Makes a client whose requests are answered by a function; for tests. */
export function scriptedApi(
  answer: (request: SentRequest, count: number) => Response | Promise<Response>,
  options: { readonly id?: string; readonly maxRetries?: number } = {},
): ScriptedApi {
  const sent: SentRequest[] = [];
  const fetch = scriptedTransport(({ method, url, headers, body, signal }) => {
    const { pathname, searchParams } = new URL(url);
    const query = Object.fromEntries(searchParams);
    const request = { method, path: pathname, query, headers, body: body ? JSON.parse(body) : undefined, signal };
    sent.push(request);
    return answer(request, sent.length);
  });
  const client = createClient({ baseUrl: 'https://api.test', apiKey: 'tsk_secret_key', ...options, fetch });
  return { client, sent };
}

/** Answers with a page of invoices that have these ids. */
export function page(ids: readonly string[], next: string | null = null): Response {
  return Response.json({ data: ids.map(invoice), has_more: next !== null, next_cursor: next });
}

/** An invoice as the API shows it. */
export function invoice(id: string): Record<string, unknown> {
  return {
    invoice_id: id,
    customer_id: 'cust_1',
    group_id: 'group_1',
    issue_date: '2024-01-15T00:00:00.000Z',
    amount: 10,
    currency: 'USD',
    due_date: null,
    created_at: '2024-01-15T00:00:00.000Z',
    updated_at: '2024-01-15T00:00:00.000Z',
  };
}

/** A body that the API takes as a new invoice. */
export function newInvoice(id: string): {
  invoice_id: string;
  customer_id: string;
  group_id: string;
  issue_date: string;
  amount: number;
} {
  return {
    invoice_id: id,
    customer_id: 'cust_1',
    group_id: 'group_1',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 10,
  };
}

/** Answers that a write is stored. */
export function written(id: unknown): Response {
  return Response.json({ success: true, invoice_id: id });
}

/** Answers with a failure. */
export function failure(status: number, headers: Record<string, string> = {}): Response {
  const error = { type: 'test', code: `code_${status}`, message: `status ${status}` };
  return Response.json({ success: false, error, request_id: 'req_1' }, { status, headers });
}

/** A promise that is settled from outside. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
