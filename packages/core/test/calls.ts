import { expect } from 'vitest';
import { createTransport } from '#transport';
import { type Client, createClient } from '../src/client.ts';
import type { RevenueError } from '../src/errors.ts';
import { createTransport as createFetchTransport } from '../src/fetch.ts';
import type { ClientOptions } from '../src/options.ts';
import { apiKey } from './invoice.ts';

/** A client of a loopback server. */
export function clientOf(server: { readonly url: string }, options: ClientOptions = {}): Client {
  return createClient({ apiKey, baseUrl: server.url, ...options });
}

/** What a call rejects with; resolving is a failure of the test. */
export async function rejection(call: Promise<unknown>): Promise<RevenueError> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  expect(outcome).toHaveProperty('error');
  return (outcome as { error: RevenueError }).error;
}

/** True in the run over `fetch`, false in the one over the transport of Node. */
export const isOnFetch: boolean = createTransport === createFetchTransport;
