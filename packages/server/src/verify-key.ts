import { hash, timingSafeEqual } from 'node:crypto';
import type { KeyRecord, Principal } from '@thrivestack-revenue/engine';

/** Characters of a key that `keys create` makes, and of its public part. */
const KEY_LENGTH = 68;
const PREFIX_LENGTH = 18;
/** Stands for what cannot be a key; nobody has it. */
const NO_KEY = `ts_none_${'0'.repeat(10)}_${'0'.repeat(49)}`;
/** Taken when no key is found, so that an unknown key takes as long as a wrong one. */
const NOBODY: KeyRecord = {
  id: '',
  prefix: '',
  hash: '0'.repeat(64),
  tenant: '',
  environment: 'test',
  scopes: [],
  revokedAt: 0,
};

/**
 * Makes the check of API keys: found by the public prefix on every request (so a revoked key
 * ends at once), compared by SHA-256 in constant time. Synchronous, unlike WebCrypto.
 *
 * Every key that is refused costs one look-up, one hash of a text of the same length and one comparison,
 * whatever is wrong with it: `pnpm bench:auth-timing` compares the times.
 *
 * @param clock Epoch milliseconds.
 */
export function createKeyVerifier(
  find: (prefix: string) => KeyRecord | undefined,
  clock: () => number = Date.now,
): (apiKey: string) => Principal | undefined {
  // Of records that the caller keeps, as a store does.
  const digests = new WeakMap<KeyRecord, Buffer>();
  const digestOf = (record: KeyRecord): Buffer => {
    const known = digests.get(record);
    if (known) return known;
    const made = Buffer.from(record.hash, 'hex');
    digests.set(record, made);
    return made;
  };
  return (apiKey) => {
    const candidate = apiKey.length === KEY_LENGTH ? apiKey : NO_KEY;
    const record = find(candidate.slice(0, PREFIX_LENGTH)) ?? NOBODY;
    const digest = hash('sha256', candidate, 'buffer');
    const expected = digestOf(record);
    const matches = expected.length === digest.length && timingSafeEqual(digest, expected);
    const isOver = (record.expiresAt ?? Number.POSITIVE_INFINITY) <= clock() || record.revokedAt !== undefined;
    if (!matches || isOver) return undefined;
    const { id, prefix, tenant, environment, scopes } = record;
    return { keyId: id, prefix, tenant, environment, scopes };
  };
}
