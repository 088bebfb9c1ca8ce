import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { json, loopback, reset, stored, text } from '../test/loopback.ts';
import { runNode } from '../test/run-node.ts';
import { createClient } from './client.ts';
import { createInvoice, deleteInvoice, getInvoice, listInvoices } from './generated/functions.gen.ts';
import { bodyLimit } from './transport.ts';
import { createTransport } from './transport-node.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const send = createTransport();
const ask = (url: string, method = 'GET', body?: string): ReturnType<typeof send> =>
  send({ url, method, headers: {}, body }, () => {});

describe('the transport of Node', () => {
  it('keeps its connection from one call to the next', async () => {
    const sockets = new Set<Socket>();
    const server = createHttpServer((request, response) => {
      sockets.add(request.socket);
      request.resume().on('end', () => response.end('{}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const own = createTransport();
    for (let count = 0; count < 3; count++) {
      await own({ url, method: 'POST', headers: {}, body: '{}' }, () => {});
      // The socket goes back to its agent in a later turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(sockets.size).toBe(1);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('frames every body, asks for no compression, and says who it is', async () => {
    const server = await loopback(json(200, {}));
    for (const method of ['POST', 'PUT', 'DELETE']) await ask(server.url, method, '{"ü":1}');
    await ask(server.url);
    expect(server.requests.map(({ headers }) => headers['content-length'])).toEqual(['8', '8', '8', undefined]);
    expect(server.requests[2]?.body).toBe('{"ü":1}');
    for (const { headers } of server.requests) {
      expect(headers).not.toHaveProperty('transfer-encoding');
      expect(headers).toMatchObject({
        'accept-encoding': 'identity',
        connection: 'keep-alive',
        'user-agent': expect.stringMatching(/^thrivestack-revenue-core\/\d+\.\d+\.\d+$/),
      });
    }
  });

  it('leaves a user agent of the caller’s alone', async () => {
    const server = await loopback(stored);
    await createInvoice(clientOf(server, { headers: { 'User-Agent': 'mine/1' } }), invoice);
    expect(server.requests[0]?.headers['user-agent']).toBe('mine/1');
  });

  it('shows headers as fetch does', async () => {
    const server = await loopback((_request, response) => {
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.writeHead(200, { 'X-Request-Id': 'r1' }).end('{}');
    });
    const { headers } = await ask(server.url);
    expect([headers.get('X-REQUEST-ID'), headers.get('set-cookie'), headers.get('none')]).toEqual([
      'r1',
      'a=1, b=2',
      null,
    ]);
    expect([headers.has('x-request-id'), headers.has('none')]).toEqual([true, false]);
    const seen: Record<string, string> = {};
    headers.forEach((value, name) => {
      seen[name] = value;
    });
    expect(seen).toMatchObject({ 'x-request-id': 'r1', 'set-cookie': 'a=1, b=2' });
  });

  it.each([200, 400])('reads a body of a %i up to its limit and no further', async (status) => {
    const limit = bodyLimit(status);
    const server = await loopback(text(status, 'x'.repeat(limit)), text(status, 'x'.repeat(limit + 1)));
    for (const cut of [false, true]) {
      const answer = await ask(server.url);
      expect([answer.cut, answer.broken, answer.text.length]).toEqual([cut, false, limit]);
    }
  });

  it('reads UTF-8 that is split anywhere, and takes a byte order mark off', async () => {
    const bytes = Buffer.from('\uFEFF{"text":"üñ€😀"}');
    const server = await loopback((_request, response) => {
      const parts = [...bytes].map((byte) => Buffer.from([byte]));
      const next = (): void => {
        const part = parts.shift();
        if (part) response.write(part, () => setImmediate(next));
        else response.end();
      };
      next();
    });
    expect((await ask(server.url)).text).toBe('{"text":"üñ€😀"}');
  });

  it('reaches IPv6 addresses, and paths that need an encoding', async () => {
    const server = createHttpServer((request, response) => response.end(JSON.stringify({ url: request.url })));
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
    const answer = await ask(`http://[::1]:${(server.address() as AddressInfo).port}/ü x?q=a%20b`);
    expect(answer.text).toBe('{"url":"/%C3%BC%20x?q=a%20b"}');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is given up when it is stopped', async () => {
    const closed = vi.fn();
    const server = await loopback((_request, response) => response.on('close', closed));
    let stop: () => void = () => {};
    const answer = send({ url: server.url, method: 'GET', headers: {} }, (give) => {
      stop = give;
    });
    await server.received(1);
    stop();
    await expect(answer).rejects.toThrow();
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });
});

describe('a connection that never came to be', () => {
  it.each([
    ['nobody listens', 'http://127.0.0.1:1', 'ECONNREFUSED'],
    ['there is no such host', 'http://there-is-no-such-host.invalid', /^(ENOTFOUND|EAI_AGAIN)$/],
  ])('leaves a write not ambiguous: %s', async (_, baseUrl, code) => {
    const client = createClient({ apiKey, baseUrl });
    const error = await rejection(createInvoice(client, invoice));
    expect(error).toMatchObject({ name: 'ConnectionError', attempts: 3, ambiguous: false });
    expect((error.cause as NodeJS.ErrnoException).code).toMatch(code);
  });

  it('leaves one ambiguous that an earlier attempt may have done', async () => {
    const server = await loopback(reset);
    const client = clientOf(server, {
      onRequest: ({ attempt }) => {
        if (attempt === 2) vi.spyOn(process.getBuiltinModule('node:http'), 'request').mockImplementation(refuse);
      },
    });
    const refuse = (): never => {
      throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED', unsent: true });
    };
    expect(await rejection(createInvoice(client, invoice))).toMatchObject({ attempts: 3, ambiguous: true });
  });
});

describe('the environment', () => {
  it('gives the key when it is not given', async () => {
    vi.stubEnv('THRIVESTACK_API_KEY', 'from_environment');
    const server = await loopback(json(200, { data: [] }));
    await listInvoices(createClient({ baseUrl: server.url })).finally(() => vi.unstubAllEnvs());
    expect(server.requests[0]?.headers['x-api-key']).toBe('from_environment');
  });
});

describe('fetch', () => {
  it('is used when it is given', async () => {
    const server = await loopback(json(200, { data: [] }));
    const fetch = vi.fn((url: string, init: RequestInit) => globalThis.fetch(url, init));
    const request = vi.spyOn(process.getBuiltinModule('node:http'), 'request');
    await listInvoices(clientOf(server, { fetch }));
    expect([fetch.mock.calls.length, request.mock.calls.length]).toEqual([1, 0]);
  });

  it('stands in where Node cannot give its modules', async () => {
    const server = await loopback(json(200, { data: [] }));
    const { getBuiltinModule } = process;
    Reflect.deleteProperty(process, 'getBuiltinModule');
    try {
      await createTransport()({ url: server.url, method: 'GET', headers: {} }, () => {});
    } finally {
      process.getBuiltinModule = getBuiltinModule;
    }
    expect(server.requests[0]?.headers['sec-fetch-mode']).toBe('cors');
  });
});

describe('msw', () => {
  const mock = setupServer(
    http.get('https://api.test/revenue/invoices/:id', ({ params, request }) =>
      HttpResponse.json({ invoice_id: params['id'], key: request.headers.get('x-api-key') }),
    ),
    http.delete('https://api.test/revenue/invoices', async ({ request }) =>
      HttpResponse.json({ success: true, ...((await request.json()) as object) }),
    ),
  );

  it('answers in its place', async () => {
    const client = createClient({ apiKey, baseUrl: 'https://api.test' });
    mock.listen();
    try {
      await expect(getInvoice(client, 'inv_1')).resolves.toEqual({ invoice_id: 'inv_1', key: apiKey });
      await expect(deleteInvoice(client, { invoice_id: 'x' })).resolves.toEqual({ success: true, invoice_id: 'x' });
    } finally {
      mock.close();
    }
  });
});

describe('a process of its own', () => {
  const entry = new URL('./generated/functions-entry.gen.ts', import.meta.url).href;

  it('loads no HTTP by the import, and none of fetch by a call; it ends while its connection is kept', async () => {
    const server = await loopback(json(200, { data: [] }));
    const printed = await runNode(`
      const has = (name: string): boolean => Reflect.get(process, 'moduleLoadList').includes('NativeModule ' + name);
      const { createClient, listInvoices } = await import(${JSON.stringify(entry)});
      const before = has('_http_client');
      await listInvoices(createClient({ apiKey: 'test', baseUrl: ${JSON.stringify(server.url)} }));
      console.log(JSON.stringify([before, has('_http_client'), has('internal/deps/undici/undici')]));
    `);
    expect(printed).toBe('[false,true,false]');
  });
});
