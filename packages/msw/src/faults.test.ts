import { getResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fault } from './faults.ts';
import { createRevenueHandlers } from './handlers.ts';

const URL_OF_LIST = 'http://localhost:8787/revenue/invoices';
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const create = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    invoice_id: 'inv_1',
    customer_id: 'cust_1',
    group_id: 'group_1',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 1,
  }),
};

async function statuses(count: number, init?: RequestInit): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) found.push((await fetch(URL_OF_LIST, init)).status);
  return found;
}

describe('fault.rateLimited', () => {
  it.each([1, 2, 49, 3600])('says to wait %d s, as the API does', async (retryAfterSeconds) => {
    server.use(fault.rateLimited({ retryAfterSeconds }));
    const response = await fetch(URL_OF_LIST, { headers: { 'x-request-id': 'mine' } });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe(String(retryAfterSeconds));
    expect(response.headers.get('ratelimit')).toContain('r=0');
    expect(await response.json()).toMatchObject({
      success: false,
      error: { type: 'rate_limited', code: 'rate_limited' },
      request_id: 'mine',
    });
  });

  it('goes on until it is taken away', async () => {
    server.use(...createRevenueHandlers());
    server.use(fault.rateLimited());
    expect(await statuses(3)).toEqual([429, 429, 429]);
    server.resetHandlers(...createRevenueHandlers());
    expect(await statuses(1)).toEqual([200]);
    server.resetHandlers();
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d s', (retryAfterSeconds) => {
    expect(() => fault.rateLimited({ retryAfterSeconds })).toThrow(RangeError);
  });
});

describe('fault.serverError', () => {
  it('answers as the API does when something in it breaks', async () => {
    server.use(fault.serverError());
    const response = await fetch(URL_OF_LIST);
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toBe('application/json');
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ success: false, error: { type: 'server_error', code: 'server_error' } });
    expect(body).not.toContain('made to fail');
  });

  it('answers HEAD without a body', async () => {
    server.use(fault.serverError());
    const response = await fetch(URL_OF_LIST, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([500, '']);
  });
});

describe('fault.slow', () => {
  it('delays, and leaves the answer to the next handler', async () => {
    server.use(...createRevenueHandlers());
    server.use(fault.slow({ delayMs: 40, times: 1 }));
    const start = performance.now();
    expect(await statuses(1)).toEqual([200]);
    expect(performance.now() - start).toBeGreaterThanOrEqual(38);
  });

  it('never lets a request arrive that was given up', async () => {
    const handlers = [fault.slow({ delayMs: Number.POSITIVE_INFINITY, times: 1 }), ...createRevenueHandlers()];
    const given = new AbortController();
    const request = new Request(URL_OF_LIST, { ...create, signal: given.signal });
    const lost = getResponse(handlers, request);
    given.abort();
    expect((await lost)?.type).toBe('error');
    const list = await getResponse(handlers, new Request(URL_OF_LIST));
    expect(await list?.json()).toMatchObject({ data: [] });
  });
});

describe('fault.network', () => {
  it('rejects as a broken connection does', async () => {
    server.use(fault.network());
    await expect(fetch(URL_OF_LIST)).rejects.toBeInstanceOf(TypeError);
  });
});

describe('every fault', () => {
  it('fails as many requests as it is told, and leaves the rest to the API', async () => {
    server.use(...createRevenueHandlers());
    server.use(fault.rateLimited({ times: 2 }), fault.serverError({ times: 3 }));
    expect(await statuses(6)).toEqual([429, 429, 500, 500, 500, 200]);
  });

  it('fails one method when it is told', async () => {
    server.use(...createRevenueHandlers());
    server.use(fault.serverError({ method: 'post', times: 1 }));
    expect(await statuses(1)).toEqual([200]);
    expect(await statuses(2, { method: 'POST' })).toEqual([500, 400]);
  });

  it.each(['/api', 'https://example.com/a/b', undefined])('finds the API at %s without being told', async (baseUrl) => {
    server.use(...createRevenueHandlers(baseUrl === undefined ? {} : { baseUrl }));
    const list = new URL(`${baseUrl ?? ''}/revenue/invoices`, 'http://localhost:8787');
    server.use(fault.serverError({ times: 1 }));
    expect((await fetch(list)).status).toBe(500);
    expect((await fetch(list)).status).toBe(200);
  });

  it('leaves what is not the API alone', async () => {
    const other = () => new Response('other');
    server.use(fault.serverError(), http.all('*', other));
    for (const path of ['/other', '/revenues', '/other?next=/revenue/invoices', '/other#/revenue/invoices']) {
      expect(await (await fetch(`http://localhost:8787${path}`)).text(), path).toBe('other');
    }
    expect((await fetch(URL_OF_LIST)).status).toBe(500);
  });

  it('stays under its base URL', async () => {
    server.use(...createRevenueHandlers());
    server.use(fault.serverError({ baseUrl: 'http://localhost:8788' }));
    expect(await statuses(1)).toEqual([200]);
    expect((await fetch('http://localhost:8788/revenue/invoices')).status).toBe(500);
  });
});
