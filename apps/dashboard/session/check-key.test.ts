import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fault, scriptedTransport } from '@thrivestack-revenue/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkKey, isKeyShaped } from './check-key.ts';

let server: Server;
let url: string;
const seen: { key: unknown; target: string | undefined }[] = [];

/** Answers with the status that the key names. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const key = request.headers['x-api-key'];
    seen.push({ key, target: request.url });
    const status = Number(key);
    const error = { type: 'x', code: 'x', message: 'x' };
    const page = { data: [], has_more: false, next_cursor: null };
    // Longer than the check may take: it does not wait.
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '60' });
    response.end(JSON.stringify(status === 200 ? page : { success: false, error, request_id: 'r' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('checkKey', () => {
  test('asks for one row with the key', async () => {
    expect(await checkKey('200', url)).toBeUndefined();
    expect(seen).toEqual([{ key: '200', target: '/revenue/invoices?limit=1' }]);
  });

  test.each([
    ['401', 'wrong'],
    ['429', 'busy'],
    ['404', 'failed'],
    ['405', 'failed'],
    ['503', 'unreachable'],
  ])('%s means %s', async (key, reason) => {
    expect(await checkKey(key, url)).toBe(reason);
  });

  test('nobody there means unreachable', async () => {
    expect(await checkKey('200', 'http://127.0.0.1:1')).toBe('unreachable');
  });
});

describe('what is not the API', () => {
  const url = 'http://api.test';

  test.each([
    ['a page of somebody else', fault.html(), 'failed'],
    ['half of an answer', fault.truncatedJson(), 'failed'],
    ['a connection that breaks in the answer', fault.resetInBody(), 'failed'],
    ['a gateway that finds nobody', fault.html(502), 'unreachable'],
    ['a way to somewhere else', fault.redirect('http://elsewhere.test/'), 'failed'],
    ['a connection that breaks', fault.reset(), 'unreachable'],
  ])('%s is told as such', async (_what, step, reason) => {
    expect(await checkKey('k', url, { fetch: scriptedTransport(step) })).toBe(reason);
  });

  test('is asked once more when it failed', async () => {
    const page = () => Response.json({ data: [], has_more: false, next_cursor: null });
    const fetch = scriptedTransport(fault.reset(), page);
    expect(await checkKey('k', url, { fetch })).toBeUndefined();
    expect(fetch.requests).toHaveLength(2);
  });
});

test('isKeyShaped takes visible ASCII without spaces, up to 512', () => {
  expect(['x', 'ts_test_abc', '~'.repeat(512)].map(isKeyShaped)).toEqual([true, true, true]);
  expect(['', 'a b', 'a\nb', 'é', '~'.repeat(513), 'a\u0000'].map(isKeyShaped)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
