import { describe, expect, test } from 'vitest';
import { judgeOrigin } from './origin.ts';

const judge = (values: Record<string, string>) => judgeOrigin(new Headers(values));

describe('judgeOrigin', () => {
  test.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    'accepts %s as plain',
    (origin) => {
      expect(judge({ origin, host: origin.slice(7) })).toEqual({ ok: true, secure: false });
    },
  );

  test('takes the scheme from the origin, so TLS may end before us', () => {
    const headers = { origin: 'https://billing.example', host: 'billing.example', 'sec-fetch-site': 'same-origin' };
    expect(judge(headers)).toEqual({ ok: true, secure: true });
  });

  test.each([
    ['another site', { origin: 'https://evil.example', host: '127.0.0.1:3000' }],
    ['another port', { origin: 'http://127.0.0.1:3001', host: '127.0.0.1:3000' }],
    ['a name that starts alike', { origin: 'https://billing.example.evil', host: 'billing.example' }],
    ['an opaque origin', { origin: 'null', host: '127.0.0.1:3000' }],
    ['no origin', { host: '127.0.0.1:3000' }],
    ['no host', { origin: 'http://127.0.0.1:3000' }],
    ['a sibling site', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', (_name, headers: Record<string, string>) => {
    expect(judge(headers)).toEqual({ ok: false, reason: 'cross-site' });
  });

  test.each(['http://billing.example', 'http://localhost.evil.example', 'http://192.168.0.7:3000'])(
    'refuses a key over plain http from %s',
    (origin) => {
      expect(judge({ origin, host: origin.slice(7) })).toEqual({ ok: false, reason: 'insecure' });
    },
  );
});
