import { describe, expect, it, onTestFinished } from 'vitest';
import type { RequestLine } from './http.ts';
import { COMPLETE, notingEngine, openHttp, startHttp } from './test-support/http-server.ts';
import { parseAnswer, rawConnection } from './test-support/raw-http.ts';

describe('a request', () => {
  it('reaches the engine byte by byte', async () => {
    const { engine, requests } = notingEngine();
    const { socket, until } = await openHttp(onTestFinished, { engine });
    socket.write('DELETE /revenue/a%2Fb?x=%zz HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nContent-Length: 3\r\n\r\n');
    socket.write(Buffer.from([0xff, 0x00, 0x7b]));
    const answer = await until(/\}$/);
    expect(answer).toContain('content-length: 8\r\n');
    expect(requests).toMatchObject([{ method: 'DELETE', target: '/revenue/a%2Fb?x=%zz', address: '127.0.0.1' }]);
    expect(requests[0]?.headers).toMatchObject({ 'x-one': '1' });
    expect([...(requests[0]?.body ?? [])]).toEqual([0xff, 0x00, 0x7b]);
  });

  it('may come in pieces, chunked, with a body of the whole limit', async () => {
    const { engine, requests } = notingEngine();
    const { socket, until } = await openHttp(onTestFinished, { engine });
    socket.write('POST /revenue HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (let part = 0; part < 4; part += 1) socket.write(`4000\r\n${String(part).repeat(16_384)}\r\n`);
    socket.write('0\r\n\r\n');
    await until(/\}$/);
    expect(requests[0]?.body).toHaveLength(65_536);
    expect(Buffer.from(requests[0]?.body ?? []).toString()).toMatch(/^0{16384}1{16384}2{16384}3{16384}$/);
  });

  it('shares its connection with the next one', async () => {
    const { engine, requests } = notingEngine();
    const { socket, until } = await openHttp(onTestFinished, { engine });
    socket.write('GET /one HTTP/1.1\r\nHost: h\r\n\r\nPUT /two HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}');
    const text = await until(/\}HTTP.*\}$/s);
    expect(text).not.toMatch(/connection: close/i);
    expect(requests.map(({ target }) => target)).toEqual(['/one', '/two']);
  });

  it('has no body in the answer to HEAD', async () => {
    const { socket, closed } = await openHttp(onTestFinished);
    socket.write('HEAD /revenue/invoices HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    const text = await closed();
    expect(text).toMatch(/^HTTP\/1.1 405 /);
    expect(text).toMatch(/\r\n\r\n$/);
  });

  it('with an Expect that nobody knows is answered as any other', async () => {
    const { socket, until } = await openHttp(onTestFinished);
    socket.write('GET /revenue/invoices HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\n\r\n');
    expect(parseAnswer(await until(COMPLETE)).status).toBe(200);
  });

  it('that is cut off harms nobody', async () => {
    const port = await startHttp(onTestFinished);
    const cut = await rawConnection(port);
    cut.socket.write(
      `POST /revenue/invoices HTTP/1.1\r\nHost: h\r\ncontent-type: application/json\r\nContent-Length: 100\r\n\r\n{"inv`,
    );
    cut.socket.resetAndDestroy();
    const next = await rawConnection(port);
    onTestFinished(() => void next.socket.destroy());
    next.socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(parseAnswer(await next.until(COMPLETE)).status).toBe(200);
  });

  it('is told of without its query', async () => {
    const lines: RequestLine[] = [];
    const told = new Promise<void>((resolve) => {
      void openHttp(onTestFinished, { onRequest: (line) => resolve(void lines.push(line)) }).then(({ socket }) =>
        socket.write('GET /revenue/invoices?q=secret HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\n\r\n'),
      );
    });
    await told;
    expect(lines).toEqual([
      { method: 'GET', path: '/revenue/invoices', status: 200, milliseconds: expect.any(Number), requestId: 'mine' },
    ]);
  });
});

it('closes each connection with its answer while it is draining', async () => {
  const { socket, closed } = await openHttp(onTestFinished, { isDraining: () => true });
  socket.write('GET /revenue/invoices HTTP/1.1\r\nHost: h\r\n\r\n');
  expect(parseAnswer(await closed())).toMatchObject({ status: 200, headers: { connection: 'close' } });
});
