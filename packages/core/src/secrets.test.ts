import { inspect } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { failure, json, loopback, type Reply, reset, stored, text } from '../test/loopback.ts';
import { createClient } from './client.ts';
import { RevenueError } from './errors.ts';
import { createInvoice, getInvoice, listInvoices } from './generated/functions.gen.ts';
import { createClient as createFullClient } from './generated/resources.gen.ts';
import type { RetryEvent } from './observer.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

/** Everything that a person or a program may print of a value. */
function printed(value: unknown): string {
  const parts = [
    inspect(value, { depth: null, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null }),
    String(value),
    JSON.stringify(value) ?? '',
    inspect(Object.getOwnPropertyDescriptors(value), { depth: null, showHidden: true }),
  ];
  try {
    parts.push(inspect(structuredClone(value), { depth: null, showHidden: true }));
  } catch {
    // Functions have no clone.
  }
  for (let error: unknown = value; error instanceof Error; error = error.cause)
    parts.push(`${error.message}${error.stack}`);
  return parts.join('\n');
}

function expectNoKey(value: unknown): void {
  expect(printed(value)).not.toContain('SENTINEL');
}

/** A server that repeats the key in everything it says. */
const echo =
  (status: number): Reply =>
  (request, response) =>
    failure(status, 'refused', {
      message: `The key ${request.headers['x-api-key']} is refused.`,
      param: String(request.headers['x-api-key']),
      details: [{ param: 'x', code: 'x', message: `${request.headers['x-api-key']}` }],
    })(request, response);

it('is found where it is printed (the test can fail)', () => {
  expect(printed({ deep: { hidden: Object.defineProperty({}, 'key', { value: apiKey }) } })).toContain('SENTINEL');
  expect(printed(new RevenueError('x', { cause: new Error(apiKey) }))).toContain('SENTINEL');
});

describe('the key is not printed by', () => {
  it('a client', () => {
    expectNoKey(createClient({ apiKey }));
    expectNoKey(createFullClient({ apiKey }));
    expectNoKey(createFullClient({ apiKey: () => apiKey }));
  });

  it('a result or its response', async () => {
    const server = await loopback(stored);
    const call = createInvoice(clientOf(server), invoice);
    expectNoKey(call);
    expectNoKey(await call);
    expectNoKey(await call.withResponse());
  });

  it('a list', async () => {
    const server = await loopback(json(200, { data: [], next_cursor: null }));
    const call = listInvoices(clientOf(server));
    await call;
    expectNoKey(call);
    expectNoKey(call.byPage());
  });

  it.each([
    ['a 400', echo(400)],
    ['a 401', echo(401)],
    ['a 500', echo(500)],
    ['a redirect', text(302, '', { location: 'http://127.0.0.1:1' })],
    ['a reset', reset],
    ['HTML', text(200, '<html>')],
  ])('the error of %s, nor its retries', async (_, reply) => {
    const server = await loopback(reply);
    const events: RetryEvent[] = [];
    const error = await rejection(createInvoice(clientOf(server), invoice, { onRetry: (event) => events.push(event) }));
    expectNoKey(error);
    for (const event of events) expectNoKey(event);
  });

  it('the error of a fetch that tells all', async () => {
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      const cause = Object.assign(new Error(`no way with ${apiKey}`), { code: 'ENOWAY', config: init });
      throw Object.assign(new TypeError(`${url} failed with ${JSON.stringify(init.headers)}`, { cause }), { init });
    };
    const error = await rejection(createInvoice(createClient({ apiKey, fetch, maxRetries: 0 }), invoice));
    expectNoKey(error);
    expect(error.cause).toMatchObject({ name: 'TypeError', cause: { code: 'ENOWAY', message: 'no way with [key]' } });
  });

  it('the error of a fetch that throws a text', async () => {
    const fetch = (): Promise<Response> => Promise.reject(`no way with ${apiKey}`);
    const error = await rejection(createInvoice(createClient({ apiKey, fetch, maxRetries: 0 }), invoice));
    expectNoKey(error);
    expect(error.cause).toMatchObject({ message: 'no way with [key]' });
  });

  it('an abort or a timeout', async () => {
    const fetch = (): Promise<never> => new Promise(() => {});
    const client = createClient({ apiKey, fetch });
    const controller = new AbortController();
    const aborted = rejection(createInvoice(client, invoice, { signal: controller.signal }));
    controller.abort();
    expectNoKey(await aborted);
    expectNoKey(await rejection(createInvoice(client, invoice, { timeoutMs: 1 })));
  });
});

describe('a header that cannot be sent', () => {
  it.each([{ 'x-note': 'SENTINEL\nx-api-key: stolen' }, { 'x-note': 'SENTINEL\u{1f4a5}' }, { 'x note': 'SENTINEL' }])(
    'is refused without its value: %j',
    async (headers) => {
      const server = await loopback(stored);
      const error = await rejection(createInvoice(clientOf(server), invoice, { headers }));
      expect(error).toMatchObject({ code: 'invalid_header', attempts: 0 });
      expectNoKey(error);
      expect(server.requests).toEqual([]);
    },
  );
});

describe('an apiKey function', () => {
  it('is asked again once after a 401, and the call goes on with the new key', async () => {
    const server = await loopback(failure(401, 'invalid_key'), stored);
    const asked: boolean[] = [];
    const client = clientOf(server, {
      maxRetries: 0,
      apiKey: async ({ refused }) => {
        asked.push(refused);
        return refused ? 'second_key' : 'first_key';
      },
    });
    const { response } = await createInvoice(client, invoice).withResponse();
    expect(asked).toEqual([false, true]);
    expect(response.attempts).toBe(2);
    expect(server.requests.map(({ headers }) => headers['x-api-key'])).toEqual(['first_key', 'second_key']);
    expect(new Set(server.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('is not asked a third time', async () => {
    const server = await loopback(failure(401, 'invalid_key'));
    let asked = 0;
    const client = clientOf(server, { apiKey: () => `key_${++asked}` });
    expect(await rejection(getInvoice(client, 'x'))).toMatchObject({ name: 'AuthenticationError', attempts: 2 });
    expect(asked).toBe(2);
  });

  it('that has no other key costs no second request', async () => {
    const server = await loopback(failure(401, 'invalid_key'));
    expect(await rejection(getInvoice(clientOf(server, { apiKey: () => apiKey }), 'x'))).toMatchObject({ attempts: 1 });
  });

  it.each([
    ['throws', () => Promise.reject(new Error(`vault: ${apiKey}`))],
    ['gives a malformed key', () => `${apiKey}\n`],
    ['gives nothing', () => undefined as unknown as string],
  ])('that %s fails the call with nothing sent', async (name, give) => {
    const server = await loopback(stored);
    const error = await rejection(createInvoice(clientOf(server, { apiKey: give }), invoice));
    expect(error).toMatchObject({ name: 'RevenueError', code: 'invalid_api_key', attempts: 0, ambiguous: false });
    expect(error.cause).toBeInstanceOf(Error);
    if (name !== 'throws') expectNoKey(error);
    expect(server.requests).toEqual([]);
  });
});
