import { describe, expect, test } from 'vitest';
import { cookieJar, endedCookies, readSealed, sessionCookie } from './cookie.ts';

describe('sessionCookie', () => {
  test('is __Host- and Secure on https', () => {
    expect(sessionCookie('v1.x', true, 60)).toBe(
      '__Host-revenue-session=v1.x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
  });

  test('has a plain name on loopback http', () => {
    expect(sessionCookie('v1.x', false, 60)).toBe('revenue-session=v1.x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax');
  });

  test('ends under both names', () => {
    expect(endedCookies()).toHaveLength(2);
    for (const cookie of endedCookies()) expect(cookie).toMatch(/-session=; Path=\/; Max-Age=0; HttpOnly/);
  });
});

test('readSealed prefers the cookie that only https can set', () => {
  const jar = new Map([
    ['__Host-revenue-session', { value: 'secure' }],
    ['revenue-session', { value: 'plain' }],
  ]);
  expect(readSealed(jar)).toBe('secure');
  expect(readSealed(new Map([['revenue-session', { value: 'plain' }]]))).toBe('plain');
  expect(readSealed(new Map())).toBeUndefined();
});

test('cookieJar reads what browsers send, and survives what they do not', () => {
  const jar = cookieJar(
    new Headers({ cookie: 'a=1; revenue-session=v1.x_y-z; b="q=r"; =; junk; revenue-session=later' }),
  );
  expect(readSealed(jar)).toBe('v1.x_y-z');
  expect(jar.get('b')?.value).toBe('"q=r"');
  expect(jar.get('junk')).toBeUndefined();
  expect(cookieJar(new Headers()).get('')?.value ?? '').toBe('');
});
