import { keyHeader } from './generated/contract.gen.ts';
import type { SharedOptions } from './options.ts';
import { refuse } from './refuse.ts';

/** Names of headers that are the client's own. */
export const IDEMPOTENCY_KEY = 'idempotency-key';
export const CONTENT_TYPE = 'content-type';

/**
 * Checks a text that goes into a header: visible ASCII unless another pattern is given.
 *
 * @throws RevenueError without the text: it may be a secret, and platforms put the value of a bad header into theirs.
 */
export function sendable(text: unknown, code: string, pattern = /^[!-~]{1,8000}$/, why = 'visible ASCII only'): string {
  return typeof text === 'string' && pattern.test(text) ? text : refuse(code, why);
}

/** Checks an API key. */
export function checkKey(key: unknown): string {
  return sendable(key, 'invalid_api_key');
}

/**
 * Adds headers under their names in lower case; those of the client itself cannot be set.
 *
 * @throws RevenueError when one cannot be sent.
 */
export function addHeaders(to: Record<string, string>, headers: SharedOptions['headers'] = {}): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value === undefined || [keyHeader, IDEMPOTENCY_KEY, CONTENT_TYPE].includes(lower)) continue;
    sendable(`${name}:${value}`, 'invalid_header', /^[\w.-]+:[\t -~\x80-\xff]*$/, name);
    to[lower] = value;
  }
  return to;
}
