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
  const url = absoluteUrl(baseUrl) + target(operation, input);
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

// An empty parameter, "." and ".." would reach another path.
function target(operation: Operation, input: OperationInput): string {
  const path = operation.path.replace(/\{(.*)\}/, (_, name: string) => {
    const { id } = input;
    try {
      if (typeof id === 'string' && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
    } catch {
      // Half of a surrogate pair has no encoding.
    }
    throw new RevenueError(`${operation.id}: ${name} must be a text other than "", "." and "..".`, {
      code: 'invalid_id',
      param: name,
    });
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null) query.append(name, String(value));
  }
  const text = String(query);
  return text ? `${path}?${text}` : path;
}

function mergeHeaders(sources: readonly SharedOptions['headers'][]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of sources.flatMap((source) => Object.entries(source ?? {}))) {
    // The value is not repeated: it may be a secret.
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t -~\x80-\xff]/.test(value ?? '')) {
      throw new RevenueError(`The header ${JSON.stringify(name)} has a name or value that cannot be sent.`, {
        code: 'invalid_header',
      });
    }
    if (value !== undefined) merged[name.toLowerCase()] = value;
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
