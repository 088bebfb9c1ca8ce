import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpServerOptions } from './http.ts';
import { openHttp } from './test-support/http-server.ts';
import { parseAnswer } from './test-support/raw-http.ts';

describe('the probes', () => {
  const get = async (path: string, more?: Partial<HttpServerOptions>, method = 'GET') => {
    const { socket, closed } = await openHttp(onTestFinished, more);
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`);
    return parseAnswer(await closed());
  };
  const broken = {
    check: () => {
      throw new Error('no disk');
    },
  };

  it('need no key and ask the store', async () => {
    const never: HttpServerOptions['engine'] = { handle: () => Promise.reject(new Error('asked for a key')) };
    expect(await get('/healthz', { engine: never, ...broken })).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await get('/readyz?x=1', { engine: never })).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(await get('/readyz', broken)).toMatchObject({
      status: 503,
      body: { error: { code: 'storage_unavailable' } },
    });
    expect(await get('/readyz', { isDraining: () => true })).toMatchObject({
      status: 503,
      body: { error: { code: 'draining' } },
    });
  });

  it('answer GET and HEAD only', async () => {
    expect(await get('/healthz', {}, 'HEAD')).toMatchObject({ status: 200, body: undefined });
    expect(await get('/readyz', {}, 'PUT')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});
