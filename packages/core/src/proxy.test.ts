import { describe, expect, it, vi } from 'vitest';
import { apiKey, invoice } from '../test/invoice.ts';
import { failure, json, type Loopback, loopback, type Reply, silence, stored, text } from '../test/loopback.ts';
import { createClient } from './client.ts';
import { createInvoice, deleteInvoice, listInvoices } from './generated/functions.gen.ts';
import { createProxy, type ProxyOptions } from './proxy.ts';

const APP = 'https://app.example.com';
const sameOrigin = { 'sec-fetch-site': 'same-origin', origin: APP };

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly error?: { readonly code: string };
    readonly request_id?: string;
    readonly success?: boolean;
  };
}

/** Sends one request through a proxy in front of a loopback server. */
async function through(
  server: Pick<Loopback, 'url'>,
  method: string,
  path: string,
  init: { headers?: Record<string, string>; body?: string } = {},
  options: Partial<ProxyOptions> = {},
): Promise<Answered> {
  const proxy = createProxy({ baseUrl: server.url, apiKey: () => apiKey, prefix: '/api', ...options });
  const response = await proxy(new Request(`${APP}${path}`, { method, ...init }));
  const content = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, headers: response.headers, text: content, body: isJson ? JSON.parse(content) : {} };
}

const write = { headers: { ...sameOrigin, 'content-type': 'application/json' }, body: JSON.stringify(invoice) };

describe('an operation of the contract', () => {
  it('reaches the API with the key of the session and what the client needs', async () => {
    const server = await loopback(stored);
    const headers = {
      ...write.headers,
      'idempotency-key': 'idem',
      cookie: 'session=1',
      'x-api-key': 'from_browser',
      authorization: 'Bearer x',
    };
    const answered = await through(server, 'POST', '/api/revenue/invoices', { ...write, headers });
    expect(answered).toMatchObject({ status: 200, body: { success: true, invoice_id: 'inv_1' } });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/revenue/invoices', body: write.body });
    expect(request?.headers).toMatchObject({
      'x-api-key': apiKey,
      'idempotency-key': 'idem',
      'content-type': 'application/json',
    });
    for (const name of ['cookie', 'authorization', 'origin', 'sec-fetch-site'])
      expect(request?.headers).not.toHaveProperty(name);
  });

  it('frames the body of a DELETE', async () => {
    const server = await loopback(stored);
    await through(server, 'DELETE', '/api/revenue/invoices', write);
    expect(server.requests[0]?.headers).toMatchObject({ 'content-length': String(write.body.length) });
    expect(server.requests[0]?.headers).not.toHaveProperty('transfer-encoding');
    expect(server.requests[0]?.body).toBe(write.body);
  });

  it('keeps path, encoding and query', async () => {
    const server = await loopback(json(200, {}));
    await through(server, 'GET', '/api/revenue/invoices/a%2Fb%20c?x=1&y=%26');
    await through(server, 'GET', '/api/revenue/invoices?limit=2');
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/revenue/invoices/a%2Fb%20c?x=1&y=%26',
      '/revenue/invoices?limit=2',
    ]);
  });

  it('passes on what a client needs of the answer, and nothing else', async () => {
    const passed = {
      'retry-after': '3',
      'retry-after-ms': '2500',
      ratelimit: '"default";r=0;t=3',
      'ratelimit-policy': '"default";q=100;w=1',
      'x-request-id': 'req_1',
      'idempotent-replayed': 'true',
    };
    const server = await loopback(
      json(429, { success: false }, { ...passed, 'set-cookie': 'a=b', server: 'x', 'keep-alive': 'timeout=9' }),
    );
    const { status, headers } = await through(server, 'GET', '/api/revenue/invoices');
    expect(status).toBe(429);
    expect(Object.fromEntries(headers)).toEqual({
      ...passed,
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('shows a gateway’s HTML as text', async () => {
    const server = await loopback(text(502, '<script>alert(1)</script>', { 'content-type': 'text/html' }));
    const { status, headers } = await through(server, 'GET', '/api/revenue/invoices');
    expect([status, headers.get('content-type')]).toEqual([502, 'text/plain; charset=utf-8']);
  });

  it('passes an answer without a body', async () => {
    const server = await loopback(text(204, ''));
    expect(await through(server, 'GET', '/api/revenue/invoices')).toMatchObject({ status: 204, text: '' });
  });
});

describe('what is not in the contract', () => {
  it.each([
    ['GET', '/api/revenue/customers'],
    ['GET', '/api/healthz'],
    ['GET', '/api/revenue/invoices/'],
    ['GET', '/api/revenue/invoices/a/b'],
    ['GET', '/api/revenue/invoices/%2e%2e%2f%2e%2e%2fhealthz'],
    ['GET', '/api/revenue/invoices/a%2f..%2f..%2fhealthz'],
    ['GET', '/api/revenue/invoices/%00'],
    ['GET', '/api/revenue/invoices/%E0%A4'],
    ['GET', '/api/revenue/invoices/../../healthz'],
    ['GET', '/api//revenue/invoices'],
    ['GET', '/revenue/invoices'],
    ['GET', '/apirevenue/invoices'],
    ['GET', '/api'],
  ])('is a 404: %s %s', async (method, path) => {
    const server = await loopback(stored);
    expect(await through(server, method, path)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    expect(server.requests).toEqual([]);
  });

  it.each(['PATCH', 'OPTIONS', 'HEAD'])('is a 405 with the methods there are: %s', async (method) => {
    const server = await loopback(stored);
    const { status, headers } = await through(server, method, '/api/revenue/invoices', { headers: sameOrigin });
    expect([status, headers.get('allow')]).toEqual([405, 'POST, PUT, DELETE, GET']);
    expect(server.requests).toEqual([]);
  });

  it('can be narrowed down further', async () => {
    const server = await loopback(json(200, {}));
    const operations = [{ method: 'GET', path: '/revenue/invoices' }];
    expect(await through(server, 'GET', '/api/revenue/invoices', {}, { operations })).toMatchObject({ status: 200 });
    expect(await through(server, 'POST', '/api/revenue/invoices', write, { operations })).toMatchObject({
      status: 405,
    });
    expect(await through(server, 'GET', '/api/revenue/invoices/a', {}, { operations })).toMatchObject({ status: 404 });
  });
});

describe('where a write comes from', () => {
  const send = async (headers: Record<string, string>, options: Partial<ProxyOptions> = {}): Promise<Answered> =>
    through(await loopback(stored), 'POST', '/api/revenue/invoices', { ...write, headers }, options);

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another site without Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['another origin that claims to be this one', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
    ['this origin that claims to be another', { 'sec-fetch-site': 'cross-site', origin: APP }],
    ['a subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://a.app.example.com' }],
    ['an opaque origin', { origin: 'null' }],
    ['no page', { 'sec-fetch-site': 'none' }],
    ['nowhere', {}],
  ])('is refused: %s', async (_, headers) => {
    expect(await send(headers)).toMatchObject({
      status: 403,
      body: { success: false, error: { code: 'cross_site_request' } },
    });
  });

  it.each([
    ['this origin', sameOrigin],
    ['this origin in an old browser', { origin: APP }],
    ['a browser that hides the origin', { 'sec-fetch-site': 'same-origin' }],
    ['the public name in front of a TLS proxy', { origin: 'https://shop.example', host: 'shop.example' }],
    ['the forwarded name', { origin: 'https://shop.example', 'x-forwarded-host': 'shop.example' }],
  ])('is fine: %s', async (_, headers) => {
    expect(await send(headers)).toMatchObject({ status: 200 });
  });

  it('may be an origin that is named', async () => {
    expect(await send({ origin: 'https://other.example' }, { origins: ['https://other.example'] })).toMatchObject({
      status: 200,
    });
  });

  it('does not matter for reads', async () => {
    const server = await loopback(json(200, {}));
    const answered = await through(server, 'GET', '/api/revenue/invoices', { headers: { 'sec-fetch-site': 'none' } });
    expect(answered.status).toBe(200);
  });

  it('is looked at before the key', async () => {
    const key = vi.fn();
    await send({ origin: 'https://evil.example' }, { apiKey: key });
    expect(key).not.toHaveBeenCalled();
  });
});

describe('failures of its own', () => {
  const cases: [string, number, string, Partial<ProxyOptions>, Reply, string?][] = [
    ['no key', 401, 'not_signed_in', { apiKey: () => null }, stored],
    ['no key, later', 401, 'not_signed_in', { apiKey: async () => null }, stored],
    ['nobody there', 502, 'api_unreachable', { baseUrl: 'http://127.0.0.1:1' }, stored],
    ['a redirect', 502, 'api_redirected', {}, text(307, '', { location: 'https://evil.example' })],
    [
      'an answer that breaks off',
      502,
      'api_incomplete',
      {},
      (_, response) => {
        response.writeHead(200, { 'content-length': '99' });
        response.write('{', () => response.socket?.resetAndDestroy());
      },
    ],
    ['no answer in time', 504, 'api_timeout', { timeoutMs: 20 }, silence],
    ['a body over 64 KiB', 400, 'body_too_large', {}, stored, 'x'.repeat(65_537)],
  ];

  it.each(cases)('%s: %i %s', async (_, status, code, options, reply, body = write.body) => {
    const server = await loopback(reply);
    const answered = await through(server, 'POST', '/api/revenue/invoices', { ...write, body }, options);
    expect(answered).toMatchObject({ status, body: { success: false, error: { code } } });
    expect(answered.headers.get('x-request-id')).toBe(answered.body.request_id);
    expect(answered.headers.get('cache-control')).toBe('no-store');
    expect(answered.text).not.toContain('SENTINEL');
  });

  it('take a body of exactly 64 KiB', async () => {
    const server = await loopback(json(200, {}));
    const body = 'x'.repeat(65_536);
    expect(await through(server, 'POST', '/api/revenue/invoices', { ...write, body })).toMatchObject({ status: 200 });
    expect(server.requests[0]?.body).toHaveLength(65_536);
  });

  it('never echo a malformed key', async () => {
    const server = await loopback(stored);
    const sent = through(server, 'GET', '/api/revenue/invoices', {}, { apiKey: () => `${apiKey}\n` });
    await expect(sent).rejects.toMatchObject({
      code: 'invalid_api_key',
      message: expect.not.stringContaining('SENTINEL'),
    });
  });

  it('follow no redirect', async () => {
    const other = await loopback(stored);
    const server = await loopback(text(307, '', { location: `${other.url}/revenue/invoices` }));
    await through(server, 'POST', '/api/revenue/invoices', write);
    expect(other.requests).toEqual([]);
  });

  it('say at the start when baseUrl is no whole URL', () => {
    expect(() => createProxy({ baseUrl: '/api', apiKey: () => null })).toThrow(/whole URL/);
    expect(() => createProxy({ baseUrl: 'nowhere', apiKey: () => null })).toThrow(/invalid_base_url/);
  });
});

describe('a client behind a proxy', () => {
  it('needs no key and works as if there were none between', async () => {
    const server = await loopback(
      stored,
      stored,
      json(200, { data: [], has_more: false, next_cursor: null }),
      failure(404, 'invoice_not_found'),
    );
    const proxy = createProxy({ baseUrl: server.url, apiKey: () => apiKey, prefix: '/api' });
    vi.stubGlobal('location', { origin: APP });
    const client = createClient({
      baseUrl: '/api',
      fetch: (url, init) =>
        proxy(
          new Request(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...sameOrigin } }),
        ),
    });
    await expect(createInvoice(client, invoice)).resolves.toEqual({ success: true, invoice_id: 'inv_1' });
    await expect(deleteInvoice(client, { invoice_id: 'inv_1' })).resolves.toMatchObject({ success: true });
    await expect(listInvoices(client)).resolves.toMatchObject({ data: [] });
    await expect(deleteInvoice(client, { invoice_id: 'x' })).rejects.toMatchObject({ code: 'invoice_not_found' });
    vi.unstubAllGlobals();
    expect(server.requests.every(({ headers }) => headers['x-api-key'] === apiKey)).toBe(true);
  });
});
