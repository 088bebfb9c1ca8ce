import { describe, expect, test } from 'vitest';
import { readSessionKeys } from './secret.ts';

describe('readSessionKeys', () => {
  test.each([undefined, ''])('says what to do when the secret is %j', (secret) => {
    expect(() => readSessionKeys(secret)).toThrow(/DASHBOARD_SESSION_SECRET is not set.*openssl rand/);
  });

  test('counts bytes and does not repeat a short secret', () => {
    const short = 'p4ssw0rd-sentinel';
    const attempt = () => readSessionKeys(short);
    expect(attempt).toThrow(/has 17 bytes; at least 32/);
    expect(attempt).not.toThrow(new RegExp(short));
    expect(() => readSessionKeys('é'.repeat(16))).not.toThrow();
  });

  test('derives keys that differ by purpose and by secret', () => {
    const keys = readSessionKeys('a'.repeat(32));
    const other = readSessionKeys('b'.repeat(32));
    expect(keys.seal).toHaveLength(32);
    expect(new Set([keys.seal, keys.digest, other.seal, other.digest].map((key) => key.toString('hex'))).size).toBe(4);
  });
});
