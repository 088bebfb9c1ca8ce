import { createEngine, generateKey, memoryStore } from '@thrivestack-revenue/engine';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCors } from './cors.ts';
import { openHttp } from './test-support/http-server.ts';
import { parseAnswer } from './test-support/raw-http.ts';

const HOME = 'https://app.example.com';
const cors = createCors({ origins: [HOME, 'http://localhost:3000'], methods: ['GET', 'POST'], keyHeader: 'x-api-key' });
const key = generateKey('test');
const engine = createEngine({
  store: memoryStore({ keys: [{ key, tenant: 'acme', environment: 'test', scopes: ['revenue'] }] }),
});

async function ask(method: string, path: string, headers: Record<string, string>, open = true) {
  const { socket, closed } = await openHttp(onTestFinished, { engine, ...(open ? { cors } : {}) });
  const lines = Object.entries({ host: 'h', connection: 'close', ...headers }).map(
    ([name, text]) => `${name}: ${text}`,
  );
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  return parseAnswer(await closed());
}

const corsNames = (headers: Record<string, string>): string[] =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-') || name === 'vary');

describe('with origins', () => {
  it('a page may read the body, and the headers that say what to do next', async () => {
    for (const path of ['/revenue/key', '/nowhere', '/healthz']) {
      const { headers } = await ask('GET', path, { origin: HOME, 'x-api-key': key });
      expect(headers).toMatchObject({
        'access-control-allow-origin': HOME,
        'access-control-expose-headers': 'retry-after, ratelimit, ratelimit-policy, x-request-id, idempotent-replayed',
        vary: 'origin',
      });
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
    expect((await ask('GET', '/revenue/key', { origin: HOME })).headers).toMatchObject({
      'access-control-allow-origin': HOME,
    });
  });

  it('a preflight is answered without a key', async () => {
    const answer = await ask('OPTIONS', '/revenue/key', { origin: HOME, 'access-control-request-method': 'POST' });
    expect(answer).toMatchObject({
      status: 204,
      body: undefined,
      headers: {
        'access-control-allow-origin': HOME,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'x-api-key, content-type, idempotency-key, x-request-id',
        'access-control-max-age': '7200',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.stringMatching(/^req_/),
      },
    });
    expect(answer.headers).not.toHaveProperty('content-length');
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  it.each([
    'https://evil.example',
    `${HOME}.evil.example`,
    `${HOME}:8443`,
    'http://app.example.com',
    'https://APP.example.com',
    'null',
    '*',
  ])('another origin is told nothing: %s', async (origin) => {
    const read = await ask('GET', '/revenue/key', { origin, 'x-api-key': key });
    expect([read.status, corsNames(read.headers)]).toEqual([200, ['vary']]);
    const asked = await ask('OPTIONS', '/revenue/key', { origin, 'access-control-request-method': 'POST' });
    expect([asked.status, corsNames(asked.headers)]).toEqual([401, ['vary']]);
  });

  it('OPTIONS without the question is a method like any other', async () => {
    expect((await ask('OPTIONS', '/revenue/key', { origin: HOME, 'x-api-key': key })).status).toBe(405);
  });
});

it('without origins no header speaks of CORS, and a preflight is refused', async () => {
  const read = await ask('GET', '/revenue/key', { origin: HOME, 'x-api-key': key }, false);
  expect([read.status, corsNames(read.headers)]).toEqual([200, []]);
  const asked = await ask('OPTIONS', '/revenue/key', { origin: HOME, 'access-control-request-method': 'GET' }, false);
  expect([asked.status, corsNames(asked.headers)]).toEqual([401, []]);
});
