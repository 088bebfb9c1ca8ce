import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { invoice } from '../test/invoice.ts';
import { cutOff, failure, json, type Loopback, loopback, type Reply, reset, stored, text } from '../test/loopback.ts';
import { createInvoice, deleteInvoice, updateInvoice } from './generated/functions.gen.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const unknownOutcomes: [string, Reply][] = [
  ['a reset', reset],
  ['a 500', text(500, '')],
  ['a 503', text(503, '')],
  ['a body cut off', cutOff(200, '{"succ')],
  ['an HTML 200', text(200, '<html>')],
];

const writes = [
  ['create', createInvoice],
  ['update', updateInvoice],
  ['delete', deleteInvoice],
] as const;

function keys(server: Loopback): unknown[] {
  return server.requests.map(({ headers }) => headers['idempotency-key']);
}

describe.each(writes)('%s', (_, write) => {
  it('carries one key on every attempt, and another on every call', async () => {
    const server = await loopback(reset, text(503, ''), stored, reset, stored);
    const client = clientOf(server);
    await write(client, invoice);
    await write(client, invoice);
    const [a, b, c, d, e] = keys(server);
    expect(new Set([a, b, c]).size).toBe(1);
    expect(new Set([d, e]).size).toBe(1);
    expect(a).not.toBe(d);
  });

  it('takes the caller’s key', async () => {
    const server = await loopback(text(503, ''));
    const error = await rejection(write(clientOf(server), invoice, { idempotencyKey: 'mine' }));
    expect(keys(server)).toEqual(['mine', 'mine', 'mine']);
    expect(error.idempotencyKey).toBe('mine');
  });

  it.each(['', 'a b', 'a\n', 'é', 'x'.repeat(256)])('refuses the key %j', async (idempotencyKey) => {
    const server = await loopback(stored);
    const error = await rejection(write(clientOf(server), invoice, { idempotencyKey }));
    expect(error).toMatchObject({ code: 'invalid_idempotency_key', attempts: 0 });
    expect(server.requests).toEqual([]);
  });
});

describe('a server that knows the key', () => {
  /** Stores each key's write once; commits the first attempt and then breaks the connection. */
  function keyed(effects: string[], first: Reply): Reply {
    const seen = new Set<unknown>();
    return (request, response) => {
      const key = request.headers['idempotency-key'];
      const replayed = seen.has(key);
      if (!replayed) effects.push(request.method);
      seen.add(key);
      if (!replayed) return first(request, response);
      response.setHeader('idempotent-replayed', 'true');
      stored(request, response);
    };
  }

  it.each(unknownOutcomes)('does a write once, after %s', async (_, outcome) => {
    for (const [, write] of writes) {
      const effects: string[] = [];
      const server = await loopback(keyed(effects, outcome));
      const { response } = await write(clientOf(server), invoice).withResponse();
      expect(effects).toHaveLength(1);
      expect(response).toMatchObject({ replayed: true, attempts: 2, status: 200 });
    }
  });
});

describe('a server that ignores the key', () => {
  const exists = failure(400, 'invoice_already_exists', { param: 'invoice_id', details: [] });

  it.each(unknownOutcomes)('makes a DELETE that finds nothing a success, after %s', async (_, outcome) => {
    const server = await loopback(outcome, failure(404, 'invoice_not_found'));
    const { data, response } = await deleteInvoice(clientOf(server), { invoice_id: 'inv_1' }).withResponse();
    expect(data).toEqual({ success: true, invoice_id: 'inv_1' });
    expect(response).toMatchObject({ replayed: true, attempts: 2, status: 404 });
  });

  it.each(unknownOutcomes)('makes a POST that finds the same row a success, after %s', async (_, outcome) => {
    const server = await loopback(outcome, exists);
    const { data, response } = await createInvoice(clientOf(server), invoice).withResponse();
    expect(data).toEqual({ success: true, invoice_id: 'inv_1' });
    expect(response).toMatchObject({ replayed: true, attempts: 2, status: 400 });
  });

  it('lets a PUT be repeated', async () => {
    const server = await loopback(reset, stored);
    await expect(updateInvoice(clientOf(server), { invoice_id: 'inv_1' })).resolves.toMatchObject({ success: true });
  });

  it.each([
    ['absent details', { param: 'invoice_id' }],
    ['details that differ', { details: [{ param: 'amount', code: 'differs', message: 'x' }] }],
  ])('leaves a POST ambiguous with %s', async (_, more) => {
    const server = await loopback(reset, failure(400, 'invoice_already_exists', more));
    expect(await rejection(createInvoice(clientOf(server), invoice))).toMatchObject({
      name: 'BadRequestError',
      code: 'invoice_already_exists',
      attempts: 2,
      ambiguous: true,
    });
  });

  it.each([
    ['another code', failure(400, 'customer_already_exists', { details: [] })],
    ['another status', failure(409, 'invoice_already_exists', { details: [] })],
    ['a 404', failure(404, 'invoice_not_found')],
  ])('leaves a POST ambiguous after %s', async (_, reply) => {
    const server = await loopback(reset, reply);
    expect(await rejection(createInvoice(clientOf(server), invoice))).toMatchObject({ attempts: 2, ambiguous: true });
  });

  it('leaves a PUT that finds nothing ambiguous', async () => {
    const server = await loopback(reset, failure(404, 'invoice_not_found'));
    expect(await rejection(updateInvoice(clientOf(server), { invoice_id: 'x' }))).toMatchObject({
      name: 'NotFoundError',
      ambiguous: true,
    });
  });
});

describe('without an attempt of unknown outcome', () => {
  it.each([
    ['at first', []],
    ['after a 429', [text(429, '')]],
    ['after a 408', [text(408, '')]],
  ])('a refusal is a refusal %s', async (_, before) => {
    const found = await loopback(...before, failure(400, 'invoice_already_exists', { details: [] }));
    expect(await rejection(createInvoice(clientOf(found), invoice))).toMatchObject({ status: 400, ambiguous: false });
    const gone = await loopback(...before, failure(404, 'invoice_not_found'));
    expect(await rejection(deleteInvoice(clientOf(gone), { invoice_id: 'x' }))).toMatchObject({
      status: 404,
      ambiguous: false,
    });
  });
});

describe('ambiguous', () => {
  it('stays true when a later attempt is only turned away', async () => {
    const server = await loopback(reset, text(429, ''));
    expect(await rejection(createInvoice(clientOf(server), invoice))).toMatchObject({ status: 429, ambiguous: true });
  });

  it('is false when every attempt was turned away', async () => {
    const server = await loopback(text(429, ''));
    expect(await rejection(createInvoice(clientOf(server), invoice))).toMatchObject({ attempts: 3, ambiguous: false });
  });

  it('is true after a 5xx', async () => {
    const server = await loopback(json(500, {}));
    expect(await rejection(createInvoice(clientOf(server), invoice, { maxRetries: 0 }))).toMatchObject({
      ambiguous: true,
    });
  });
});

describe('an insecure page', () => {
  it('has no randomUUID, and still a key', async () => {
    const { getRandomValues } = crypto;
    vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) });
    const server = await loopback(stored);
    await createInvoice(clientOf(server), invoice);
    await createInvoice(clientOf(server), invoice);
    vi.unstubAllGlobals();
    for (const key of keys(server)) expect(key).toMatch(/^\d+(-\d+){3}$/);
    expect(new Set(keys(server)).size).toBe(2);
  });
});
