import { createHash, timingSafeEqual } from 'node:crypto';
import { type KeyRecord, keyPrefix, type Principal } from '@thrivestack-revenue/engine';

/** Longest key that is looked at, in characters. */
const MAX_KEY_LENGTH = 512;
/** Compared with when no key is found, so that an unknown key takes as long as a wrong one. */
const NO_DIGEST = Buffer.alloc(32);

/**
 * Makes the check of API keys: found by the public prefix on every request (so a revoked key
 * ends at once), compared by SHA-256 in constant time. Synchronous, unlike WebCrypto.
 *
 * @param clock Epoch milliseconds.
 */
export function createKeyVerifier(
  find: (prefix: string) => KeyRecord | undefined,
  clock: () => number = Date.now,
): (apiKey: string) => Principal | undefined {
  return (apiKey) => {
    if (apiKey.length > MAX_KEY_LENGTH) return undefined;
    const record = find(keyPrefix(apiKey));
    const digest = createHash('sha256').update(apiKey).digest();
    const expected = record ? Buffer.from(record.hash, 'hex') : NO_DIGEST;
    const matches = expected.length === digest.length && timingSafeEqual(digest, expected);
    if (!record || !matches || record.revokedAt !== undefined) return undefined;
    if (record.expiresAt !== undefined && record.expiresAt <= clock()) return undefined;
    const { id, prefix, tenant, environment, scopes } = record;
    return { keyId: id, prefix, tenant, environment, scopes };
  };
}
