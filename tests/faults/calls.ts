import { inspect } from 'node:util';
import { type CallOptions, type ClientOptions, createClient, type RevenueError } from '@thrivestack-revenue/core';
import { type Client, createInvoice } from '@thrivestack-revenue/core/functions';
import type { FaultyServer } from './faulty-server.ts';
import type { FaultName } from './replies.ts';

/** Must appear in nothing but the requests to the server itself. */
export const apiKey = 'ts_test_SENTINEL_0123456789';
/** Likewise, as a part of the body. */
export const secretText = 'cust_SENTINEL_9876543210';

export const invoice = {
  invoice_id: 'inv_1',
  customer_id: secretText,
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
};

/** A `fetch` that is given, and what the client takes by itself. */
export const transports: readonly (readonly [string, ClientOptions])[] = [
  ['a fetch that is given', { fetch: (url, init) => fetch(url, init) }],
  ["the client's own choice", {}],
];

let runs = 0;

/** A client whose requests all meet one fault. */
export function clientOf(
  server: FaultyServer,
  fault: FaultName,
  options: ClientOptions = {},
): { readonly client: Client; readonly run: string } {
  runs += 1;
  const run = `run-${runs}`;
  return { run, client: createClient({ apiKey, baseUrl: `${server.url}/${fault}/${run}`, ...options }) };
}

/** How a call ended. */
export interface Ending {
  readonly error?: RevenueError;
  readonly data?: unknown;
  readonly attempts: number;
  readonly replayed?: boolean;
  readonly ms: number;
  /** Where the key was found although it must not be there. */
  readonly leaks: readonly string[];
}

/** Creates the invoice and reports whatever comes of it. */
export async function ending(client: Client, options: CallOptions = {}, body = invoice): Promise<Ending> {
  const started = performance.now();
  const since = (): number => performance.now() - started;
  try {
    const { data, response } = await createInvoice(client, body, options).withResponse();
    const { attempts, replayed } = response;
    return { data, attempts, replayed, ms: since(), leaks: leaksIn({ data, response }) };
  } catch (thrown) {
    const error = thrown as RevenueError;
    return { error, attempts: error.attempts, ms: since(), leaks: leaksIn(error) };
  }
}

function leaksIn(value: unknown): string[] {
  const views = {
    inspected: inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null }),
    json: JSON.stringify(value) ?? '',
    text: value instanceof Error ? `${value}${value.stack}` : '',
  };
  return Object.entries(views).flatMap(([name, text]) => (text.includes(apiKey) ? [name] : []));
}
