import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyOf, serverTarget } from './wire/targets.ts';

/** The fields that the vendor's page shows, in its order. */
const BODIES = {
  POST: {
    invoice_id: 'inv_123',
    customer_id: 'cust_123',
    group_id: 'group_123',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 299.99,
    currency: 'USD',
    due_date: '2024-02-15T00:00:00Z',
  },
  PUT: {
    invoice_id: 'inv_123',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 349.99,
    currency: 'USD',
    due_date: '2024-02-15T00:00:00Z',
  },
  DELETE: { invoice_id: 'inv_123' },
} as const;

type Method = keyof typeof BODIES;
type Headers = readonly (readonly [string, string])[];

const JSON_TYPE = ['Content-Type', 'application/json'] as const;

/** How the programs of the vendor's page put a request on the wire: their own headers, case and JSON. */
const SENDERS: Readonly<Record<string, { headers: Headers; write: (body: object) => string }>> = {
  curl: {
    headers: [['User-Agent', 'curl/7.88.1'], ['Accept', '*/*'], ['x-api-key', ''], JSON_TYPE],
    write: (body) => JSON.stringify(body, null, 2),
  },
  fetch: {
    headers: [
      ['x-api-key', ''],
      JSON_TYPE,
      ['accept', '*/*'],
      ['accept-language', '*'],
      ['sec-fetch-mode', 'cors'],
      ['user-agent', 'node'],
      ['accept-encoding', 'gzip, deflate'],
    ],
    write: (body) => JSON.stringify(body),
  },
  // A map of Go is written with its keys in order, and its header names are made canonical.
  Go: {
    headers: [['User-Agent', 'Go-http-client/1.1'], JSON_TYPE, ['X-Api-Key', ''], ['Accept-Encoding', 'gzip']],
    write: (body) => JSON.stringify(Object.fromEntries(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)))),
  },
};

let server: Awaited<ReturnType<typeof serverTarget>>;
beforeAll(async () => {
  server = await serverTarget();
});
afterAll(() => server.close());
afterEach(() => server.send({ method: 'DELETE', path: '/revenue/invoices', body: BODIES.DELETE }));

async function send(sender: string, method: Method): Promise<{ status?: number | undefined; body: unknown }> {
  const { headers, write } = SENDERS[sender] ?? { headers: [], write: String };
  const body = write(BODIES[method]);
  const call = request(`${server.url}/revenue/invoices`, { method });
  for (const [name, value] of headers)
    call.setHeader(name, name.toLowerCase() === 'x-api-key' ? (keyOf() ?? '') : value);
  call.setHeader('Content-Length', Buffer.byteLength(body));
  call.end(body);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

describe.each(Object.keys(SENDERS))('requests as the vendor documents them, sent as %s does', (sender) => {
  const done = { status: 200, body: { success: true, invoice_id: 'inv_123' } };

  it('create, update and delete with the documented answers', async () => {
    expect(await send(sender, 'POST')).toEqual(done);
    expect(await send(sender, 'PUT')).toEqual(done);
    const row = await server.send({ method: 'GET', path: '/revenue/invoices/inv_123' });
    expect(JSON.parse(row.body)).toMatchObject({ customer_id: 'cust_123', amount: 349.99, currency: 'USD' });
    expect(await send(sender, 'DELETE')).toEqual(done);
  });

  it('answer 404 where there is no such invoice', async () => {
    expect(await send(sender, 'PUT')).toMatchObject({ status: 404 });
    expect(await send(sender, 'DELETE')).toMatchObject({ status: 404 });
  });
});
