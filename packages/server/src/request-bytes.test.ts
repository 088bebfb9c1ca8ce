import { describe, expect, it, onTestFinished } from 'vitest';
import { COMPLETE, openHttp } from './test-support/http-server.ts';
import { parseAnswer } from './test-support/raw-http.ts';

const LIMIT = 65_536;
const JSON_TYPE = 'content-type: application/json';

describe('a body over 64 KiB', () => {
  const tooLarge = {
    status: 400,
    headers: { connection: 'close' },
    body: { success: false, error: { code: 'body_too_large' } },
  };

  it('is answered 400 although the client writes everything before it reads', async () => {
    const { socket, closed } = await openHttp(onTestFinished);
    socket.pause();
    const size = 1_000_000;
    socket.write(`POST /revenue/invoices HTTP/1.1\r\nHost: h\r\n${JSON_TYPE}\r\nContent-Length: ${size}\r\n\r\n`);
    await new Promise((resolve) => socket.write('x'.repeat(size), resolve));
    socket.resume();
    expect(parseAnswer(await closed())).toMatchObject(tooLarge);
  });

  it('is answered 400 when its length is not said before', async () => {
    const { socket, until, closed } = await openHttp(onTestFinished);
    socket.write('POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    socket.write(`${(LIMIT + 1).toString(16)}\r\n${'x'.repeat(LIMIT + 1)}\r\n`);
    expect(parseAnswer(await until(COMPLETE))).toMatchObject(tooLarge);
    socket.write('0\r\n\r\n');
    await closed();
  });

  it('is read on for 1 MiB at most', async () => {
    const { socket, until, closed } = await openHttp(onTestFinished);
    socket.write('POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000\r\n\r\n');
    expect(parseAnswer(await until(COMPLETE))).toMatchObject(tooLarge);
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
    const { socket, until, closed } = await openHttp(onTestFinished);
    socket.write('POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\nx');
    await until(COMPLETE);
    const start = performance.now();
    await closed();
    expect(performance.now() - start).toBeGreaterThan(1500);
  });
});
