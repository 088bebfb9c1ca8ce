import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { cutOff, json, loopback, type Reply, stored, text } from '../test/loopback.ts';
import { createClient } from './client.ts';
import { ResponseFormatError } from './errors.ts';
import { createInvoice, deleteInvoice, getInvoice, updateInvoice } from './generated/functions.gen.ts';

beforeEach(() => {
  // No back-off: the shortest delay of full jitter.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('a good answer', () => {
  it('resolves the body, after one request that says what it must', async () => {
    const server = await loopback(stored);
    await expect(createInvoice(clientOf(server), invoice)).resolves.toEqual({ success: true, invoice_id: 'inv_1' });
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/revenue/invoices', body: JSON.stringify(invoice) });
    expect(request?.headers).toMatchObject({
      'x-api-key': apiKey,
      'content-type': 'application/json',
      accept: 'application/json',
    });
    expect(request?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('frames the body of a DELETE', async () => {
    const server = await loopback(stored);
    await deleteInvoice(clientOf(server), { invoice_id: 'inv_1' });
    expect(server.requests[0]).toMatchObject({ method: 'DELETE', body: '{"invoice_id":"inv_1"}' });
    expect(server.requests[0]?.headers['content-length']).toBe('22');
  });

  it('keeps unknown fields and future values', async () => {
    const body = { success: true, invoice_id: 'inv_1', next_year: { kind: 'new' } };
    const server = await loopback(json(200, body));
    await expect(updateInvoice(clientOf(server), { invoice_id: 'inv_1' })).resolves.toEqual(body);
  });

  it('comes with its response on request', async () => {
    const headers = { 'x-request-id': 'req_1', 'idempotent-replayed': 'true' };
    const server = await loopback(json(200, { success: true, invoice_id: 'inv_1' }, headers));
    const call = createInvoice(clientOf(server), invoice, { idempotencyKey: 'mine' });
    const { data, response } = await call.withResponse();
    expect(data).toEqual({ success: true, invoice_id: 'inv_1' });
    expect(response).toMatchObject({
      status: 200,
      requestId: 'req_1',
      replayed: true,
      attempts: 1,
      idempotencyKey: 'mine',
    });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(server.requests).toHaveLength(1);
  });

  it('sends no body and no idempotency key with a read', async () => {
    const server = await loopback(json(200, { invoice_id: 'a/b' }));
    await getInvoice(clientOf(server), 'a/b');
    expect(server.requests[0]).toMatchObject({ method: 'GET', url: '/revenue/invoices/a%2Fb', body: '' });
    expect(server.requests[0]?.headers).not.toHaveProperty('idempotency-key');
    expect(server.requests[0]?.headers).not.toHaveProperty('content-type');
  });
});

describe('a 2xx that is no success', () => {
  const html = '<!doctype html><title>Sign in</title>';
  const bodies: [string, Reply][] = [
    ['truncated JSON', text(200, '{"success": true, "invoi')],
    ['empty', text(200, '')],
    ['204', text(204, '')],
    ['null', json(200, null)],
    ['a list', json(200, [])],
    ['HTML', text(200, html, { 'content-type': 'text/html' })],
    ['without success', json(200, { invoice_id: 'inv_1' })],
    ['with success as text', json(200, { success: 'true', invoice_id: 'inv_1' })],
    ['without the key field', json(200, { success: true })],
    ['with a number as the key field', json(200, { success: true, invoice_id: 1 })],
    ['cut off', cutOff(200, '{"success":true,"invoice_id":"inv_1"}')],
  ];

  it.each(bodies)('%s: retried with the same key on a write, then ambiguous', async (_, reply) => {
    const server = await loopback((request, response) => {
      response.setHeader('x-request-id', 'req_1');
      reply(request, response);
    });
    const error = await rejection(createInvoice(clientOf(server), invoice));
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({ ambiguous: true, attempts: 3, requestId: 'req_1', code: 'response_format' });
    expect(error.status).toBeGreaterThanOrEqual(200);
    expect(new Set(server.requests.map(({ headers }) => headers['idempotency-key']))).toEqual(
      new Set([error.idempotencyKey]),
    );
  });

  it('is not retried on a read, unless the connection broke', async () => {
    const server = await loopback(text(200, html));
    expect(await rejection(getInvoice(clientOf(server), 'inv_1'))).toMatchObject({
      name: 'ResponseFormatError',
      attempts: 1,
      ambiguous: false,
      retryable: false,
      idempotencyKey: undefined,
    });
  });

  it('is refused beyond 10 MB', async () => {
    const server = await loopback(json(200, { rows: 'x'.repeat(10_000_001) }));
    const error = await rejection(getInvoice(clientOf(server), 'inv_1'));
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error.message).toContain('10 MB');
  });

  it('may be just below 10 MB', async () => {
    const rows = 'x'.repeat(9_900_000);
    const server = await loopback(json(200, { rows }));
    expect(await getInvoice(clientOf(server), 'inv_1')).toEqual({ rows });
  });
});

describe('without streams', () => {
  it('reads the body as text', async () => {
    const fetch = async (): Promise<Response> =>
      ({
        status: 200,
        ok: true,
        headers: new Headers(),
        text: async () => '{"success":true,"invoice_id":"inv_1"}',
      }) as Response;
    await expect(createInvoice(createClient({ apiKey, fetch }), invoice)).resolves.toMatchObject({ success: true });
  });
});
