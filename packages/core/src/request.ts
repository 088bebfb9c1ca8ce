import { isVisible } from './api-key.ts';
import { absoluteUrl } from './base-url.ts';
import { RevenueError } from './errors.ts';
import { keyHeader } from './generated/contract.gen.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { SharedOptions } from './options.ts';

/** One call as it goes over the wire, without the key. */
export interface Prepared {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  /** Undefined for reads. */
  readonly idempotencyKey: string | undefined;
}

/**
 * Writes a call down once, so that every attempt sends the same.
 *
 * @throws RevenueError when something cannot be sent; nothing has been then.
 */
export function prepare(
  baseUrl: string,
  operation: Operation,
  input: OperationInput,
  headers: readonly SharedOptions['headers'][],
  givenKey: string | undefined,
): Prepared {
  const url = absoluteUrl(baseUrl) + (input.target?.() ?? operation.path);
  const own: Record<string, string> = { accept: 'application/json', ...mergeHeaders(headers) };
  if (operation.key === undefined) return { url, headers: own, body: undefined, idempotencyKey: undefined };
  const idempotencyKey = idempotencyKeyOf(givenKey);
  own['idempotency-key'] = idempotencyKey;
  own['content-type'] = 'application/json';
  return { url, headers: own, body: encode(input.body), idempotencyKey };
}

function encode(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    throw new RevenueError('The body has no JSON: look for a cycle or a bigint.', {
      code: 'invalid_body',
    });
  }
}

function mergeHeaders(sources: readonly SharedOptions['headers'][]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of sources.flatMap((source) => Object.entries(source ?? {}))) {
    if (value === undefined) continue;
    try {
      // The platform knows best what it can send; it would repeat the value, which may be a secret.
      new Headers([[name, value]]);
    } catch {
      throw new RevenueError(`The header ${JSON.stringify(name)} has a name or value that cannot be sent.`, {
        code: 'invalid_header',
      });
    }
    merged[name.toLowerCase()] = value;
  }
  for (const name of [keyHeader, 'idempotency-key', 'content-type']) delete merged[name];
  return merged;
}

function idempotencyKeyOf(given: string | undefined): string {
  if (given !== undefined) {
    if (isVisible(given) && given.length <= 255) return given;
    throw new RevenueError('idempotencyKey must be 1 to 255 visible ASCII characters.', {
      code: 'invalid_idempotency_key',
    });
  }
  // Insecure pages have no randomUUID.
  if (crypto.randomUUID) return crypto.randomUUID();
  return crypto
    .getRandomValues(new Uint8Array(16))
    .reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '');
}
