import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRevenueHandlers } from './handlers.ts';

const BASE = 'https://api.example.com';
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const invoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
};

function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(path, BASE), {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

describe('createRevenueHandlers', () => {
  it('runs the API: writes, reads, lists and deletes', async () => {
    server.use(...createRevenueHandlers({ clock: () => Date.UTC(2024, 5, 1) }));
    const created = await send('POST', '/revenue/invoices', invoice);
    expect(created.status).toBe(200);
    expect(created.headers.get('content-type')).toBe('application/json');
    expect(created.headers.get('x-request-id')).toMatch(/^req_/);
    expect(await created.json()).toEqual({ success: true, invoice_id: 'inv_1' });

    const changed = await send('PUT', '/revenue/invoices', { invoice_id: 'inv_1', amount: 5 });
    expect(changed.status).toBe(200);

    const stored = {
      ...invoice,
      amount: 5,
      currency: 'USD',
      issue_date: '2024-01-15T00:00:00.000Z',
      due_date: null,
      created_at: '2024-06-01T00:00:00.000Z',
      updated_at: '2024-06-01T00:00:00.000Z',
    };
    expect(await (await send('GET', '/revenue/invoices/inv_1')).json()).toEqual(stored);
    const page = await send('GET', '/revenue/invoices?customer_id=cust_1&limit=1');
    expect(await page.json()).toEqual({ data: [stored], has_more: false, next_cursor: null });

    expect((await send('DELETE', '/revenue/invoices', { invoice_id: 'inv_1' })).status).toBe(200);
    expect((await send('GET', '/revenue/invoices/inv_1')).status).toBe(404);
  });

  it.each([
    ['a wrong body', 'POST', '/revenue/invoices', { ...invoice, amount: 1.999 }, 400, 'amount_precision'],
    ['an unknown path', 'GET', '/revenue/nothing', undefined, 404, 'route_not_found'],
    ['the path above', 'GET', '/revenue', undefined, 404, 'route_not_found'],
    ['a wrong method', 'PATCH', '/revenue/invoices', {}, 405, 'method_not_allowed'],
    ['a bad percent sign', 'GET', '/revenue/invoices/%ZZ', undefined, 400, 'invalid_id'],
  ])('answers %s as the API does', async (_what, method, path, body, status, code) => {
    server.use(...createRevenueHandlers());
    const response = await send(method, path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ success: false, error: { code } });
  });

  it('keeps the path as it was sent: an encoded slash is part of the id', async () => {
    server.use(...createRevenueHandlers({ seed: { invoices: [{ ...invoice, invoice_id: 'a/b ü' }] } }));
    const response = await send('GET', `/revenue/invoices/${encodeURIComponent('a/b ü')}`);
    expect(await response.json()).toMatchObject({ invoice_id: 'a/b ü' });
  });

  it('has a store of its own for each call', async () => {
    server.use(...createRevenueHandlers());
    await send('POST', '/revenue/invoices', invoice);
    server.resetHandlers(...createRevenueHandlers());
    expect((await send('GET', '/revenue/invoices/inv_1')).status).toBe(404);
    server.resetHandlers();
  });

  it('replays a write with the same idempotency key', async () => {
    server.use(...createRevenueHandlers());
    const key = { 'idempotency-key': 'once' };
    expect((await send('DELETE', '/revenue/invoices', { invoice_id: 'inv_1' }, key)).status).toBe(404);
    await send('POST', '/revenue/invoices', invoice, key);
    const again = await send('POST', '/revenue/invoices', invoice, key);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  });

  it('waits as long as it is told', async () => {
    server.use(...createRevenueHandlers({ latencyMs: 40 }));
    const start = performance.now();
    await send('GET', '/revenue/invoices');
    expect(performance.now() - start).toBeGreaterThanOrEqual(38);
  });

  it('does nothing for a request that was given up while it waited', async () => {
    const handlers = createRevenueHandlers({ latencyMs: 20, seed: { invoices: [invoice] } });
    const given = new AbortController();
    const init = { method: 'DELETE', body: '{"invoice_id":"inv_1"}', headers: { 'content-type': 'application/json' } };
    const lost = getResponse(handlers, new Request(`${BASE}/revenue/invoices`, { ...init, signal: given.signal }));
    given.abort();
    expect((await lost)?.type).toBe('error');
    expect((await getResponse(handlers, new Request(`${BASE}/revenue/invoices/inv_1`)))?.status).toBe(200);
  });

  it('limits when it is asked to', async () => {
    server.use(...createRevenueHandlers({ clock: () => 0, limits: { requestsPerSecond: 1, burst: 1 } }));
    expect((await send('GET', '/revenue/invoices')).status).toBe(200);
    expect((await send('GET', '/revenue/invoices')).status).toBe(429);
  });

  it.each([
    [{ baseUrl: 'ftp://example.com' }, TypeError],
    [{ baseUrl: 'example.com' }, TypeError],
    [{ baseUrl: '//example.com' }, TypeError],
    [{ baseUrl: 'https://' }, TypeError],
    [{ seed: { invoice: [] } }, TypeError],
    [{ seed: JSON.parse('{"__proto__": []}') }, TypeError],
    [{ latencyMs: -1 }, RangeError],
    [{ latencyMs: Number.NaN }, RangeError],
  ])('refuses %j', (options, kind) => {
    expect(() => createRevenueHandlers(options)).toThrow(kind);
  });
});

describe('baseUrl', () => {
  const reaches = async (baseUrl: string | undefined, url: string): Promise<boolean> => {
    const response = await getResponse(createRevenueHandlers({ baseUrl }), new Request(url));
    return response?.status === 200;
  };
  const LIST = '/revenue/invoices?limit=1';

  it.each([
    [undefined, `http://localhost:8787${LIST}`, true],
    [undefined, `${BASE}${LIST}`, true],
    [undefined, `${BASE}/app${LIST}`, false],
    [undefined, `${BASE}/revenues/invoices`, false],
    [undefined, `${BASE}/?next=/revenue/invoices`, false],
    [BASE, `${BASE}${LIST}`, true],
    [`${BASE}/`, `${BASE}${LIST}`, true],
    ['https://API.example.com:443', `${BASE}${LIST}`, true],
    [BASE, `http://api.example.com${LIST}`, false],
    [BASE, `https://api-example.com${LIST}`, false],
    [BASE, `${BASE}.evil.test${LIST}`, false],
    [`${BASE}/a.b/`, `${BASE}/a.b${LIST}`, true],
    [`${BASE}/a.b/`, `${BASE}/aXb${LIST}`, false],
    [`${BASE}/a.b/`, `${BASE}${LIST}`, false],
    ['/api/proxy', `http://localhost:3000/api/proxy${LIST}`, true],
    ['/api/proxy/', `${BASE}/api/proxy${LIST}`, true],
    ['/api/proxy', `${BASE}${LIST}`, false],
  ])('%s and %s: %s', async (baseUrl, url, expected) => {
    expect(await reaches(baseUrl, url)).toBe(expected);
  });
});

describe('seed', () => {
  const rows = [1, 2, 3].map((number) => ({ ...invoice, invoice_id: `inv_${number}` }));

  it('is created in order, the last row just before now', async () => {
    const now = Date.UTC(2024, 5, 1);
    server.use(...createRevenueHandlers({ seed: { invoices: rows }, clock: () => now }));
    const { data } = (await (await send('GET', '/revenue/invoices')).json()) as { data: Record<string, unknown>[] };
    expect(data.map((row) => [row['invoice_id'], row['created_at']])).toEqual([
      ['inv_3', '2024-05-31T23:59:59.999Z'],
      ['inv_2', '2024-05-31T23:59:59.998Z'],
      ['inv_1', '2024-05-31T23:59:59.997Z'],
    ]);
  });

  it('fails the requests and names the row when the API refuses one', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    server.use(...createRevenueHandlers({ seed: { invoices: [...rows, { ...invoice, amount: -1 }] } }));
    const response = await send('GET', '/revenue/invoices');
    expect(response.status).toBe(500);
    expect(await response.text()).toMatch(/seed\.invoices\[3\] was refused: .*amount_negative/);
    error.mockRestore();
  });
});

describe('keys', () => {
  const keys = [
    { key: 'key-a', tenant: 'a', environment: 'test', scopes: ['revenue'] },
    { key: 'key-b', tenant: 'b', environment: 'test', scopes: ['revenue'] },
    { key: 'key-c', tenant: 'a', environment: 'live', scopes: ['revenue'] },
    { key: 'key-d', tenant: 'a', environment: 'test', scopes: [] },
  ] as const;

  it.each([
    ['key-a', 200],
    ['key-b', 404],
    ['key-c', 404],
    ['key-d', 401],
    ['key-e', 401],
    [undefined, 401],
  ])('are checked as the server does: %s gets %d', async (key, status) => {
    server.use(...createRevenueHandlers({ keys, seed: { invoices: [invoice] } }));
    const headers: Record<string, string> = key === undefined ? {} : { 'x-api-key': key };
    expect((await send('GET', '/revenue/invoices/inv_1', undefined, headers)).status).toBe(status);
  });

  it('are not asked for without any', async () => {
    server.use(...createRevenueHandlers());
    expect((await send('GET', '/revenue/invoices', undefined, { 'x-api-key': 'whatever' })).status).toBe(200);
    expect((await send('GET', '/revenue/invoices')).status).toBe(200);
  });
});
