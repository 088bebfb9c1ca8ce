import { checkVisible } from './api-key.ts';
import { absoluteUrl } from './base-url.ts';
import { BadRequestError, RevenueError } from './errors.ts';
import { keyHeader } from './generated/contract.gen.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, SharedOptions } from './options.ts';
import { type Setup, setting, type UnderWay } from './under-way.ts';

/**
 * Writes a call down once, so that every attempt sends the same.
 *
 * @throws RevenueError when something cannot be sent; nothing has been then.
 */
export function prepare(setup: Setup, operation: Operation, input: OperationInput, options: CallOptions): UnderWay {
  const url = absoluteUrl(setup.baseUrl) + (input.target?.() ?? operation.path);
  const headers = addHeaders({ ...setup.headers }, options.headers);
  const timeoutMs = setting({ options, setup }, 'timeoutMs', 30_000);
  const endsAt = performance.now() + timeoutMs;
  let idempotencyKey: string | undefined;
  let body: string | undefined;
  if (operation.key !== undefined) {
    validate(setup, operation, input.body);
    idempotencyKey = checkVisible(
      'idempotencyKey',
      'invalid_idempotency_key',
      options.idempotencyKey ?? randomKey(),
      255,
    );
    headers['idempotency-key'] = idempotencyKey;
    headers['content-type'] = 'application/json';
    body = encode(input.body);
  }
  const progress = { isOver: false, key: undefined, attempts: 0, ambiguous: false };
  return { setup, operation, input, options, url, headers, body, idempotencyKey, timeoutMs, endsAt, ...progress };
}

/**
 * Adds headers under their names in lower case; those of the client itself cannot be set.
 *
 * @throws RevenueError when one cannot be sent, without its value: platforms repeat it, and it may be a secret.
 */
export function addHeaders(to: Record<string, string>, headers: SharedOptions['headers'] = {}): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value === undefined || [keyHeader, 'idempotency-key', 'content-type'].includes(lower)) continue;
    if (!/^[\w.-]+:[\t -~\x80-\xff]*$/.test(`${name}:${value}`)) {
      throw new RevenueError(`The header ${JSON.stringify(name)} cannot be sent.`, { code: 'invalid_header' });
    }
    to[lower] = value;
  }
  return to;
}

function validate({ options }: Setup, { id }: Operation, body: unknown): void {
  const details = options.validate?.[id]?.check(body).issues ?? [];
  // What the server would answer.
  if (details[0]) throw new BadRequestError(details[0].message, { status: 400, ...details[0], details });
}

function encode(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    throw new RevenueError('The body has no JSON.', { code: 'invalid_body' });
  }
}

function randomKey(): string {
  // Insecure pages have no randomUUID.
  if (crypto.randomUUID) return crypto.randomUUID();
  return crypto
    .getRandomValues(new Uint8Array(16))
    .reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '');
}
