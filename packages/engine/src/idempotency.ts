import { canonical } from './canonical.ts';
import { Refusal } from './errors.ts';
import { sha256 } from './keys.ts';
import type { WriteBody } from './request-body.ts';
import type { Endpoint } from './routes.ts';
import type { IdempotencyClaim } from './store/port.ts';

/** Longest fingerprint that is kept as it is; a longer one is hashed, which costs a turn of the event loop. */
const PLAIN_LENGTH = 512;

/**
 * Reads the `Idempotency-Key` of a write.
 *
 * @returns nothing when there is none.
 * @throws Refusal 400 `invalid_idempotency_key`.
 */
export function readClaim(
  header: string | undefined,
  { operation }: Endpoint,
  body: WriteBody,
): IdempotencyClaim | undefined | Promise<IdempotencyClaim> {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(header)) {
    throw new Refusal(400, {
      code: 'invalid_idempotency_key',
      message: 'Idempotency-Key must be 1 to 255 visible ASCII characters. A random UUID is a good one.',
    });
  }
  const { method, path } = operation;
  const text = normalText(body);
  if (text.length <= PLAIN_LENGTH) return { key: header, method, path, fingerprint: text };
  return sha256(text).then((digest) => ({ key: header, method, path, fingerprint: `sha256:${digest}` }));
}

/** Stands for the normalised body, so that `2.50` and `2.5`, or `usd` and `USD`, are the same request. */
function normalText({ id, fields, numberTexts }: WriteBody): string {
  return canonical(numberTexts ? [id, fields, { ...numberTexts }] : [id, fields]);
}
