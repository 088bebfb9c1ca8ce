import { createHash } from 'node:crypto';
import { generateKey, type KeyRecord, keyPrefix } from '@thrivestack-revenue/engine';
import { expect, it } from 'vitest';
import { createKeyVerifier } from './verify-key.ts';

const NOW = 1_000_000;
const key = generateKey('live');
const record: KeyRecord = {
  id: 'key_1',
  prefix: keyPrefix(key),
  hash: createHash('sha256').update(key).digest('hex'),
  tenant: 'acme',
  environment: 'live',
  scopes: ['revenue'],
};

function verify(apiKey: string, more: Partial<KeyRecord> = {}) {
  return createKeyVerifier(
    (prefix) => (prefix === record.prefix ? { ...record, ...more } : undefined),
    () => NOW,
  )(apiKey);
}

it('says whose key it is, and nothing of its hash', () => {
  const { hash: _, id, ...rest } = record;
  expect(verify(key)).toEqual({ keyId: id, ...rest });
  expect(verify(key, { expiresAt: NOW + 1 })).toBeDefined();
});

it('knows no key that differs, is unknown, revoked or expired, or has a damaged record', () => {
  const last = key.endsWith('0') ? '1' : '0';
  expect(verify(key.slice(0, -1) + last)).toBeUndefined();
  expect(verify(record.prefix)).toBeUndefined();
  expect(verify(generateKey('live'))).toBeUndefined();
  expect(verify('')).toBeUndefined();
  expect(verify(key + 'x'.repeat(1000))).toBeUndefined();
  expect(verify(key, { revokedAt: NOW + 1 })).toBeUndefined();
  expect(verify(key, { expiresAt: NOW })).toBeUndefined();
  expect(verify(key, { hash: '' })).toBeUndefined();
  expect(verify(key, { hash: record.hash.slice(2) })).toBeUndefined();
});
