import { describe, expect, it } from 'vitest';
import { rejection } from '../test/calls.ts';
import { apiKey } from '../test/invoice.ts';
import { createClient } from './client.ts';
import type { Operation, OperationInput } from './operation.ts';
import { scriptedTransport } from './testing.ts';

const list: Operation = { id: 'listThings', method: 'GET', path: '/revenue/things', scope: 'revenue' };
const create: Operation = { ...list, id: 'createThing', method: 'POST', key: 'thing_id' };

/** What goes out for a call, with headers of the client's and of the call's. */
async function sent(
  operation: Operation,
  input: OperationInput,
  ofClient: Record<string, string> = {},
  ofCall: Record<string, string | undefined> = {},
): Promise<{ readonly headers: Record<string, string>; readonly body: string }> {
  const fetch = scriptedTransport(() => Response.json({ success: true, thing_id: 'x' }));
  const baseUrl = 'https://api.example.com/base';
  await createClient({ apiKey, baseUrl, headers: ofClient, fetch }).request(operation, input, { headers: ofCall });
  const [request] = fetch.requests;
  const { 'x-api-key': key, 'user-agent': _, ...headers } = Object.fromEntries(request?.headers ?? []);
  expect([request?.url, key]).toEqual(['https://api.example.com/base/revenue/things', apiKey]);
  return { headers, body: request?.body ?? '' };
}

describe('headers', () => {
  it('are merged in any case, the last one wins', async () => {
    const ofCall = { 'x-team': 'b', 'x-none': undefined, 'x-only': undefined };
    const { headers } = await sent(list, {}, { 'X-Team': 'a', 'X-Only': 'client' }, ofCall);
    expect(headers).toEqual({ accept: 'application/json', 'x-team': 'b', 'x-only': 'client' });
  });

  it('leave those of the client alone', async () => {
    const foreign = { 'X-API-Key': 'other', 'Idempotency-Key': 'other', 'Content-Type': 'text/plain' };
    for (const given of [
      [foreign, {}],
      [{}, foreign],
    ] as const) {
      expect((await sent(list, {}, ...given)).headers).toEqual({ accept: 'application/json' });
      expect((await sent(create, { body: {} }, ...given)).headers).toEqual({
        accept: 'application/json',
        'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'content-type': 'application/json',
      });
    }
  });

  it('of a client that cannot be sent are refused at once', () => {
    expect(() => createClient({ apiKey, headers: { 'x note': 'a' } })).toThrow(
      expect.objectContaining({ code: 'invalid_header' }),
    );
  });
});

describe('a body', () => {
  it('is JSON', async () => {
    expect((await sent(create, { body: { thing_id: 'x', amount: 0.1 } })).body).toBe('{"thing_id":"x","amount":0.1}');
  });

  it('is refused when it cannot be', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const fetch = scriptedTransport();
    for (const body of [cycle, { amount: 1n }]) {
      const error = await rejection(createClient({ apiKey, fetch }).request(create, { body }));
      expect(error).toMatchObject({ name: 'RevenueError', code: 'invalid_body', attempts: 0 });
    }
    expect(fetch.requests).toEqual([]);
  });
});
