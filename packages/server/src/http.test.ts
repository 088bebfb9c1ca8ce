import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createEngine, type EngineRequest, memoryStore } from '@thrivestack-revenue/engine';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpServer, type HttpServerOptions, type RequestLine } from './http.ts';
import { parseAnswer, type RawConnection, rawConnection } from './test-support/raw-http.ts';

const LIMIT = 65_536;
const JSON_TYPE = 'content-type: application/json';

async function start(more: Partial<HttpServerOptions> = {}): Promise<number> {
  const engine = createEngine({ store: memoryStore(), limits: 'off' });
  const server = createHttpServer({ engine, check: () => {}, isDraining: () => false, ...more });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

async function open(more?: Partial<HttpServerOptions>): Promise<RawConnection> {
  const connection = await rawConnection(await start(more));
  onTestFinished(() => void connection.socket.destroy());
  return connection;
}

/** An engine that only notes what it is given. */
function noting(): { engine: HttpServerOptions['engine']; requests: EngineRequest[] } {
  const requests: EngineRequest[] = [];
  const engine: HttpServerOptions['engine'] = {
    handle: async (request) => {
      requests.push(request);
      return { status: 200, headers: { 'content-type': 'application/json', 'x-request-id': 'r' }, body: '{"é":1}' };
    },
  };
  return { engine, requests };
}

const complete = /\r\n\r\n\{.*\}$/s;

describe('a request', () => {
  it('reaches the engine byte by byte', async () => {
    const { engine, requests } = noting();
    const { socket, until } = await open({ engine });
    socket.write('DELETE /revenue/a%2Fb?x=%zz HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nContent-Length: 3\r\n\r\n');
    socket.write(Buffer.from([0xff, 0x00, 0x7b]));
    const answer = await until(/\}$/);
    expect(answer).toContain('content-length: 8\r\n');
    expect(requests).toMatchObject([{ method: 'DELETE', target: '/revenue/a%2Fb?x=%zz', address: '127.0.0.1' }]);
    expect(requests[0]?.headers).toMatchObject({ 'x-one': '1' });
    expect([...(requests[0]?.body ?? [])]).toEqual([0xff, 0x00, 0x7b]);
  });

  it('may come in pieces, chunked, with a body of the whole limit', async () => {
    const { engine, requests } = noting();
    const { socket, until } = await open({ engine });
    socket.write('POST /revenue HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (let part = 0; part < 4; part += 1) socket.write(`4000\r\n${String(part).repeat(16_384)}\r\n`);
    socket.write('0\r\n\r\n');
    await until(/\}$/);
    expect(requests[0]?.body).toHaveLength(LIMIT);
    expect(Buffer.from(requests[0]?.body ?? []).toString()).toMatch(/^0{16384}1{16384}2{16384}3{16384}$/);
  });

  it('shares its connection with the next one', async () => {
    const { engine, requests } = noting();
    const { socket, until } = await open({ engine });
    socket.write('GET /one HTTP/1.1\r\nHost: h\r\n\r\nPUT /two HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}');
    const text = await until(/\}HTTP.*\}$/s);
    expect(text).not.toMatch(/connection: close/i);
    expect(requests.map(({ target }) => target)).toEqual(['/one', '/two']);
  });

  it('has no body in the answer to HEAD', async () => {
    const { socket, closed } = await open();
    socket.write('HEAD /revenue/invoices HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    const text = await closed();
    expect(text).toMatch(/^HTTP\/1.1 405 /);
    expect(text).toMatch(/\r\n\r\n$/);
  });

  it('with an Expect that nobody knows is answered as any other', async () => {
    const { socket, until } = await open();
    socket.write('GET /revenue/invoices HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\n\r\n');
    expect(parseAnswer(await until(complete)).status).toBe(200);
  });

  it('that is cut off harms nobody', async () => {
    const port = await start();
    const cut = await rawConnection(port);
    cut.socket.write(`POST /revenue/invoices HTTP/1.1\r\nHost: h\r\n${JSON_TYPE}\r\nContent-Length: 100\r\n\r\n{"inv`);
    cut.socket.resetAndDestroy();
    const next = await rawConnection(port);
    onTestFinished(() => void next.socket.destroy());
    next.socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(parseAnswer(await next.until(complete)).status).toBe(200);
  });

  it('is told of without its query', async () => {
    const lines: RequestLine[] = [];
    const told = new Promise<void>((resolve) => {
      void open({ onRequest: (line) => resolve(void lines.push(line)) }).then(({ socket }) =>
        socket.write('GET /revenue/invoices?q=secret HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\n\r\n'),
      );
    });
    await told;
    expect(lines).toEqual([
      { method: 'GET', path: '/revenue/invoices', status: 200, milliseconds: expect.any(Number), requestId: 'mine' },
    ]);
  });
});

describe('a body over 64 KiB', () => {
  const tooLarge = {
    status: 400,
    headers: { connection: 'close' },
    body: { success: false, error: { code: 'body_too_large' } },
  };

  it('is answered 400 although the client writes everything before it reads', async () => {
    const { socket, closed } = await open();
    socket.pause();
    const size = 1_000_000;
    socket.write(`POST /revenue/invoices HTTP/1.1\r\nHost: h\r\n${JSON_TYPE}\r\nContent-Length: ${size}\r\n\r\n`);
    await new Promise((resolve) => socket.write('x'.repeat(size), resolve));
    socket.resume();
    expect(parseAnswer(await closed())).toMatchObject(tooLarge);
  });

  it('is answered 400 when its length is not said before', async () => {
    const { socket, until, closed } = await open();
    socket.write('POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    socket.write(`${(LIMIT + 1).toString(16)}\r\n${'x'.repeat(LIMIT + 1)}\r\n`);
    expect(parseAnswer(await until(complete))).toMatchObject(tooLarge);
    socket.write('0\r\n\r\n');
    await closed();
  });

  it('is read on for 1 MiB at most', async () => {
    const { socket, until, closed } = await open();
    socket.write('POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000\r\n\r\n');
    expect(parseAnswer(await until(complete))).toMatchObject(tooLarge);
    let written = 0;
    const pump = (): void => {
      if (socket.destroyed) return;
      written += 65_536;
      socket.write('x'.repeat(65_536), (error) => (error ? undefined : pump()));
    };
    pump();
    await closed();
    // What the system buffers on both sides comes on top.
    expect(written).toBeLessThan(20_000_000);
  });

  it('is waited for 2 s at most', async () => {
    const { socket, until, closed } = await open();
    socket.write('POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\nx');
    await until(complete);
    const start = performance.now();
    await closed();
    expect(performance.now() - start).toBeGreaterThan(1500);
  });
});

describe('what is no HTTP', () => {
  const refused = (code: string) => ({
    status: 400,
    headers: {
      connection: 'close',
      'content-type': 'application/json',
      'x-request-id': expect.stringMatching(/^req_/),
    },
    body: { success: false, error: { type: 'invalid_request', code }, request_id: expect.stringMatching(/^req_/) },
  });

  it.each([
    ['garbage', 'what?\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['a length and chunks', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['a broken chunk', 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['a line feed in a header', 'GET / HTTP/1.1\r\nHost: h\r\nA: b\nc: d\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])('is refused in JSON: %s', async (_, text) => {
    const { socket, closed } = await open();
    socket.write(text, 'latin1');
    expect(parseAnswer(await closed())).toMatchObject(refused('malformed_request'));
  });

  it('is refused when the headers are too large', async () => {
    const { socket, closed } = await open();
    socket.write(`GET / HTTP/1.1\r\nHost: h\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(parseAnswer(await closed())).toMatchObject(refused('headers_too_large'));
  });

  it('is refused when the headers take too long', async () => {
    const { socket, closed } = await open({ headersTimeoutMs: 50 });
    socket.write('GET / HTTP/1.1\r\nHost: h\r\n');
    expect(parseAnswer(await closed())).toMatchObject(refused('request_timeout'));
  });

  it('is refused when the body takes too long', async () => {
    const { socket, closed } = await open({ headersTimeoutMs: 50, requestTimeoutMs: 60 });
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n{');
    expect(parseAnswer(await closed())).toMatchObject(refused('request_timeout'));
  });

  it.each([
    ['in one piece', ['GET /good HTTP/1.1\r\nHost: h\r\n\r\ngarbage\r\n\r\n']],
    ['in one piece with a body', ['PUT /good HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}garbage\r\n\r\n']],
    ['in two pieces', ['GET /good HTTP/1.1\r\nHost: h\r\n\r\n', 'garbage\r\n\r\n']],
  ])('does not take away the answer of the good request before it, %s', async (_, pieces) => {
    const { engine } = noting();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: HttpServerOptions['engine'] = { handle: (request) => held.then(() => engine.handle(request)) };
    const port = await start({ engine: slow });
    const { socket, closed } = await rawConnection(port);
    for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
    // The server answers a second connection only after it has read the first one's garbage.
    const probe = await rawConnection(port);
    probe.socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    await probe.closed();
    release();
    const text = await closed();
    expect(text.match(/HTTP\/1.1/g)).toHaveLength(1);
    expect(text).toMatch(/^HTTP\/1.1 200 .*connection: close/is);
  });
});

describe('the probes', () => {
  const get = async (path: string, more?: Partial<HttpServerOptions>, method = 'GET') => {
    const { socket, closed } = await open(more);
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

it('closes each connection with its answer while it is draining', async () => {
  const { socket, closed } = await open({ isDraining: () => true });
  socket.write('GET /revenue/invoices HTTP/1.1\r\nHost: h\r\n\r\n');
  expect(parseAnswer(await closed())).toMatchObject({ status: 200, headers: { connection: 'close' } });
});
