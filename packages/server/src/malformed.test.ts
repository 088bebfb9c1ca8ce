import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpServerOptions } from './http.ts';
import { notingEngine, openHttp, startHttp } from './test-support/http-server.ts';
import { parseAnswer, rawConnection } from './test-support/raw-http.ts';

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
    const { socket, closed } = await openHttp(onTestFinished);
    socket.write(text, 'latin1');
    expect(parseAnswer(await closed())).toMatchObject(refused('malformed_request'));
  });

  it('is refused when no host is named, but for HTTP/1.0', async () => {
    const { socket, until } = await openHttp(onTestFinished);
    socket.write('GET /revenue/invoices HTTP/1.1\r\n\r\n');
    expect(parseAnswer(await until(/\}$/))).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed_request' } },
    });
    const old = await openHttp(onTestFinished);
    old.socket.write('GET /revenue/invoices HTTP/1.0\r\n\r\n');
    expect(parseAnswer(await old.closed())).toMatchObject({ status: 200 });
  });

  it('is refused when the headers are too large', async () => {
    const { socket, closed } = await openHttp(onTestFinished);
    socket.write(`GET / HTTP/1.1\r\nHost: h\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(parseAnswer(await closed())).toMatchObject(refused('headers_too_large'));
  });

  it('is refused when the headers take too long', async () => {
    const { socket, closed } = await openHttp(onTestFinished, { headersTimeoutMs: 50 });
    socket.write('GET / HTTP/1.1\r\nHost: h\r\n');
    expect(parseAnswer(await closed())).toMatchObject(refused('request_timeout'));
  });

  it('is refused when the body takes too long', async () => {
    const { socket, closed } = await openHttp(onTestFinished, { headersTimeoutMs: 50, requestTimeoutMs: 60 });
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n{');
    expect(parseAnswer(await closed())).toMatchObject(refused('request_timeout'));
  });

  it('is refused when the body dribbles in', async () => {
    const { socket, closed } = await openHttp(onTestFinished, { bodyGraceMs: 50 });
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\n{');
    const dribble = setInterval(() => socket.write(' '), 10);
    onTestFinished(() => clearInterval(dribble));
    expect(parseAnswer(await closed())).toMatchObject(refused('request_timeout'));
  });

  it('is not a body that takes its time but comes fast enough', async () => {
    const { engine, requests } = notingEngine();
    const { socket, until } = await openHttp(onTestFinished, { engine, bodyGraceMs: 20 });
    const half = 'x'.repeat(8000);
    socket.write(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 16000\r\n\r\n${half}`);
    // The rate is looked at twice until then.
    const late = setTimeout(() => socket.write(half), 300);
    onTestFinished(() => clearTimeout(late));
    await until(/\}$/);
    expect(requests[0]?.body).toHaveLength(16_000);
  });

  it.each([
    ['in one piece', ['GET /good HTTP/1.1\r\nHost: h\r\n\r\ngarbage\r\n\r\n']],
    ['in one piece with a body', ['PUT /good HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}garbage\r\n\r\n']],
    ['in two pieces', ['GET /good HTTP/1.1\r\nHost: h\r\n\r\n', 'garbage\r\n\r\n']],
  ])('does not take away the answer of the good request before it, %s', async (_, pieces) => {
    const { engine } = notingEngine();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: HttpServerOptions['engine'] = { handle: (request) => held.then(() => engine.handle(request)) };
    const port = await startHttp(onTestFinished, { engine: slow });
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
