import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, isOnFetch, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { cutOff, failure, json, loopback, text } from '../test/loopback.ts';
import { createClient } from './client.ts';
import {
  AuthenticationError,
  BadRequestError,
  ConnectionError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnexpectedStatusError,
} from './errors.ts';
import { createInvoice, deleteInvoice, getInvoice, listInvoices } from './generated/functions.gen.ts';

beforeEach(() => {
  // No back-off: the shortest delay of full jitter.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('the error of a failure', () => {
  it.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [404, NotFoundError],
    [429, RateLimitError],
    [500, ServerError],
    [503, ServerError],
    [599, ServerError],
    [403, UnexpectedStatusError],
    [418, UnexpectedStatusError],
  ])('%i is %o, whatever the body is', async (status, Class) => {
    const server = await loopback(text(status, '<html>'), failure(status, 'a_code'));
    const client = clientOf(server, { maxRetries: 0 });
    for (const code of [undefined, 'a_code']) {
      const error = await rejection(createInvoice(client, invoice));
      expect(error.constructor).toBe(Class);
      expect(error).toMatchObject({ status, code });
    }
  });

  it('has what our body says', async () => {
    const details = [{ param: 'amount', code: 'amount_precision', message: 'USD has 2 decimals.' }];
    const server = await loopback(failure(400, 'amount_precision', { param: 'amount', details }));
    expect(await rejection(createInvoice(clientOf(server), invoice))).toMatchObject({
      message: 'It is amount_precision.',
      code: 'amount_precision',
      param: 'amount',
      details,
      requestId: 'r1',
      ambiguous: false,
    });
  });

  it.each([
    { success: false, error: 'text' },
    { success: false, error: { code: 7 } },
    { success: false, error: null },
    { error: { code: 'a_code', message: 'not ours' } },
    { success: false, error: { code: 'a_code', message: 7, param: {}, details: 'x' }, request_id: 9 },
  ])('takes nothing that does not fit: %j', async (body) => {
    const server = await loopback(json(400, body));
    const error = await rejection(createInvoice(clientOf(server), invoice));
    expect(error.message).toContain('POST /revenue/invoices: 400');
    expect(error).toMatchObject({ param: undefined, details: undefined, requestId: undefined });
  });

  it('prefers the header for the request id', async () => {
    const server = await loopback(
      json(404, { success: false, error: { code: 'x' }, request_id: 'body' }, { 'x-request-id': 'header' }),
    );
    expect(await rejection(getInvoice(clientOf(server), 'inv_1'))).toMatchObject({ requestId: 'header' });
  });

  it('is short, however long the body', async () => {
    const server = await loopback(
      failure(400, 'long', { message: 'm'.repeat(5_000) }),
      text(400, 'x'.repeat(5_000_000)),
    );
    for (const _ of [1, 2]) {
      const error = await rejection(createInvoice(clientOf(server), invoice));
      expect(error.message.length).toBeLessThanOrEqual(500);
      expect(JSON.stringify(error).length).toBeLessThan(2_000);
    }
  });

  it('reads at most 64 kB', async () => {
    let sent = 0;
    const server = await loopback((_, response) => {
      response.writeHead(400);
      const more = (): void => {
        while (!response.destroyed && sent < 50_000_000) {
          sent += 65_536;
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    await rejection(createInvoice(clientOf(server), invoice));
    expect(sent).toBeLessThan(50_000_000);
  });

  it('has the status even when the body breaks off', async () => {
    const server = await loopback(cutOff(404, '{"success":'));
    expect(await rejection(deleteInvoice(clientOf(server), { invoice_id: 'x' }))).toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('says at 401 what to check', async () => {
    const server = await loopback(failure(401, 'invalid_key'));
    const { message } = await rejection(createInvoice(clientOf(server), invoice));
    expect(message).toContain('It is invalid_key.');
    expect(message).toContain('"revenue"');
    expect(message).toContain('environment');
    expect(message).toContain(server.url);
  });

  it.each([404, 405])('says at %i that a read is the self-hosted server’s', async (status) => {
    const server = await loopback(text(status, 'Cannot GET'));
    const { message } = await rejection(listInvoices(clientOf(server)));
    expect(message).toContain('listInvoices exists only on the self-hosted server');
    const { message: write } = await rejection(deleteInvoice(clientOf(server), { invoice_id: 'x' }));
    expect(write).not.toContain('self-hosted');
  });

  it('says nothing of the kind when the self-hosted server answered', async () => {
    const server = await loopback(failure(404, 'invoice_not_found'));
    const { message } = await rejection(getInvoice(clientOf(server), 'inv_1'));
    expect(message).toBe('It is invoice_not_found.');
  });

  it('names the address when nobody answers', async () => {
    const client = createClient({ apiKey, baseUrl: 'http://127.0.0.1:1', maxRetries: 0 });
    const error = await rejection(createInvoice(client, invoice));
    expect(error.constructor).toBe(ConnectionError);
    expect(error.message).toContain('http://127.0.0.1:1');
    // Only Node's own transport knows surely that nothing was sent.
    expect(error).toMatchObject({ code: 'connection', ambiguous: isOnFetch });
    expect(error.status).toBeUndefined();
    expect(error.cause).toMatchObject({ message: expect.any(String) });
  });
});
