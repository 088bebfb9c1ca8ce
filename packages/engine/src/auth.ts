import { Refusal } from './errors.ts';
import { equalDigests, hashKey, isMistyped, keyPrefix } from './keys.ts';
import type { Principal, Store } from './store/port.ts';

/** Resolves to nothing for a key that is unknown, expired or revoked. */
export type VerifyKey = (apiKey: string) => Principal | undefined | Promise<Principal | undefined>;

/** No SHA-256 that anybody knows a text for; unknown keys are compared with it, so that they take as long. */
const NO_DIGEST = '0'.repeat(64);
/** Longest key that is looked at, in characters. */
const MAX_KEY_LENGTH = 512;

/** Makes the default check of keys: found by prefix, compared by SHA-256. */
export function createKeyVerifier(store: Store, clock: () => number): VerifyKey {
  return async (apiKey) => {
    if (apiKey.length > MAX_KEY_LENGTH || isMistyped(apiKey)) return undefined;
    const [record, digest] = await Promise.all([store.findKey(keyPrefix(apiKey)), hashKey(apiKey)]);
    const matches = equalDigests(digest, record?.hash ?? NO_DIGEST);
    if (!record || !matches || record.revokedAt !== undefined) return undefined;
    if (record.expiresAt !== undefined && record.expiresAt <= clock()) return undefined;
    const { id, prefix, tenant, environment, scopes } = record;
    return { keyId: id, prefix, tenant, environment, scopes };
  };
}

/** The one answer to every bad key: it does not say whether the key is missing, unknown, expired or revoked. */
export function badKey(keyHeader: string): Refusal {
  return new Refusal(401, {
    code: 'invalid_api_key',
    message: `The API key is missing or not valid. Send a good one of the right environment in the header ${keyHeader}.`,
  });
}

/** Refuses a good key that lacks a scope. @throws Refusal 401 `insufficient_scope`. */
export function requireScope(principal: Principal, scope: string): void {
  if (principal.scopes.includes(scope)) return;
  throw new Refusal(401, {
    code: 'insufficient_scope',
    message: `The API key lacks the scope "${scope}". Use a key that has it.`,
  });
}
