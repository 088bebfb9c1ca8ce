import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalDigests, generateKey, hashKey, keyPrefix } from './keys.ts';

test('a key names its environment and consists of 256 random bits, a public part and a checksum', () => {
  const keys = Array.from({ length: 200 }, () => generateKey('live'));
  for (const key of keys) expect(key).toMatch(/^ts_live_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}$/);
  expect(generateKey('test')).toMatch(/^ts_test_/);
  expect(new Set(keys).size).toBe(200);
  // Every one of 62 characters turns up at every place; 62^43 > 2^256.
  expect(new Set(keys.map((key) => key.slice(19, 62)).join('')).size).toBe(62);
  expect(62n ** 43n).toBeGreaterThan(2n ** 256n);
});

test('the public part is all that is shown of a key', () => {
  const key = generateKey('test');
  expect(keyPrefix(key)).toBe(key.slice(0, 18));
  expect(keyPrefix('made-up-secret')).toMatch(/^other_[0-9a-f]{8}$/);
});

test('the hash is SHA-256', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      expect(await hashKey(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
    { numRuns: 20 },
  );
});

test('digests are equal only if every digit is', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(equalDigests(a, b)).toBe(a === b);
      expect(equalDigests(a, a)).toBe(true);
    }),
  );
});
