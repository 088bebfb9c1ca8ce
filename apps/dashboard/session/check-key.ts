import {
  type ClientOptions,
  createClient,
  isApiError,
  isAuthenticationError,
  isRateLimitError,
  isRevenueError,
  isServerError,
} from '@thrivestack-revenue/core';
import type { Reason } from './reasons.ts';

const VISIBLE_ASCII = /^[\x21-\x7e]{1,512}$/;

/** Tells whether a text can be a key at all: 1 to 512 visible ASCII characters. */
export function isKeyShaped(text: string): boolean {
  return VISIBLE_ASCII.test(text);
}

/**
 * Asks the API for one row with a key; undefined when it answers with a list, else what to tell the person.
 *
 * @param more Options of the client beside these, such as a `fetch`.
 */
export async function checkKey(apiKey: string, baseUrl: string, more?: ClientOptions): Promise<Reason | undefined> {
  try {
    const client = createClient({ ...more, apiKey, baseUrl, timeoutMs: 8000, maxRetries: 1 });
    await client.invoices.list({ limit: 1 });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): Reason {
  if (!isRevenueError(error)) throw error;
  if (isAuthenticationError(error)) return 'wrong';
  if (isRateLimitError(error)) return 'busy';
  if (isServerError(error) || !isApiError(error)) return error.status === 200 ? 'failed' : 'unreachable';
  return 'failed';
}
