import { Refusal } from './errors.ts';
import { equalDigests, hashKey, keyPrefix } from './keys.ts';
import type { ErrorContent, Principal, Store } from './store/port.ts';

/**
 * Resolves to nothing for a key that is unknown, expired or revoked.
 *
 * It is asked about every request, with an empty text when there is no key: a refusal must take as long, whatever
 * its reason. Whatever it says of an empty text, nobody gets in with it.
 */
export type VerifyKey = (apiKey: string) => Principal | undefined | Promise<Principal | undefined>;

/** No SHA-256 that anybody knows a text for; unknown keys are compared with it, so that they take as long. */
const NO_DIGEST = '0'.repeat(64);
/** Stands for what cannot be a key; no store knows it. */
const NO_KEY = `ts_none_${'0'.repeat(10)}_${'0'.repeat(49)}`;
/** Longest key that is looked at, in characters. */
const MAX_KEY_LENGTH = 512;

/**
 * Makes the default check of keys: found by prefix, compared by SHA-256.
 *
 * Every key that is refused costs one look-up, one hash of a text of a key's length and one comparison.
 */
export function createKeyVerifier(store: Store, clock: () => number): VerifyKey {
  return async (apiKey) => {
    const candidate = apiKey === '' || apiKey.length > MAX_KEY_LENGTH ? NO_KEY : apiKey;
    const record = await store.findKey(keyPrefix(candidate));
    const digest = await hashKey(record ? candidate : NO_KEY);
    const matches = equalDigests(digest, record?.hash ?? NO_DIGEST);
    const isOver = (record?.expiresAt ?? Number.POSITIVE_INFINITY) <= clock() || record?.revokedAt !== undefined;
    if (!record || !matches || isOver) return undefined;
    const { id, prefix, tenant, environment, scopes } = record;
    return { keyId: id, prefix, tenant, environment, scopes };
  };
}

/** The one answer to every bad key: it does not say whether the key is missing, unknown, expired or revoked. */
export function badKey(keyHeader: string): Refusal {
  return unauthorized(keyHeader, {
    code: 'invalid_api_key',
    message: `The API key is missing or not valid. Send a good one of the right environment in the header ${keyHeader}.`,
  });
}

/** Refuses a good key that lacks a scope. @throws Refusal 401 `insufficient_scope`. */
export function requireScope(principal: Principal, scope: string, keyHeader: string): void {
  if (principal.scopes.includes(scope)) return;
  throw unauthorized(keyHeader, {
    code: 'insufficient_scope',
    message: `The API key lacks the scope "${scope}". Use a key that has it.`,
  });
}

/** HTTP wants every 401 to say how to authenticate (RFC 9110, 15.5.2); browsers ask nobody about a scheme of ours. */
function unauthorized(keyHeader: string, content: ErrorContent): Refusal {
  return new Refusal(401, content, { 'www-authenticate': `ApiKey header="${keyHeader}"` });
}
