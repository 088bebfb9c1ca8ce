import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open, SESSION_SECONDS, seal, sessionDigest, startSession } from './seal.ts';
import { readSessionKeys } from './secret.ts';

const keys = readSessionKeys('a'.repeat(32));
const now = Date.UTC(2024, 0, 15);
const visibleAscii = fc.string({
  unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 512,
});

describe('seal and open', () => {
  test('give back what was sealed, and show nothing of it', () => {
    fc.assert(
      fc.property(visibleAscii, (apiKey) => {
        const session = startSession(apiKey, now);
        const sealed = seal(session, keys);
        expect(open(sealed, keys, now)).toEqual(session);
        expect(sealed).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
        expect(sealed.length).toBeLessThan(1200);
        if (apiKey.length > 8)
          expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain(apiKey);
      }),
    );
  });

  test('never give the same text twice', () => {
    const session = startSession('ts_test_x', now);
    expect(seal(session, keys)).not.toBe(seal(session, keys));
  });

  test('end at the time they say', () => {
    const sealed = seal(startSession('ts_test_x', now), keys);
    expect(open(sealed, keys, now + SESSION_SECONDS * 1000 - 1)).toBeDefined();
    expect(open(sealed, keys, now + SESSION_SECONDS * 1000)).toBeUndefined();
  });

  test('refuse every altered byte', () => {
    const sealed = seal(startSession('ts_test_sentinel', now), keys);
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(open(`v1.${altered.toString('base64url')}`, keys, now)).toBeUndefined();
    }
  });

  test('refuse a shortened tag, another secret, another version and noise', () => {
    const sealed = seal(startSession('ts_test_sentinel', now), keys);
    expect(open(sealed, readSessionKeys('b'.repeat(32)), now)).toBeUndefined();
    expect(open(sealed.replace('v1.', 'v2.'), keys, now)).toBeUndefined();
    expect(open(`${sealed}.x`, keys, now)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (noise) => open(noise, keys, now) === undefined));
    fc.assert(fc.property(fc.string(), (noise) => open(`v1.${noise}`, keys, now) === undefined));
  });
});

describe('sessionDigest', () => {
  test('differs for two sign-ins with one key, and stays for one', () => {
    const first = startSession('ts_test_x', now);
    const second = startSession('ts_test_x', now);
    expect(sessionDigest(first, keys)).not.toBe(sessionDigest(second, keys));
    expect(sessionDigest(first, keys)).toBe(sessionDigest({ ...first, expiresAt: 1 }, keys));
    expect(sessionDigest(first, keys)).toMatch(/^[\w-]{22}$/);
  });
});
