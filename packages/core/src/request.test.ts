import { describe, expect, it } from 'vitest';
import type { Operation, OperationInput } from './operation.ts';
import { addHeaders, prepare } from './request.ts';
import type { UnderWay } from './under-way.ts';

const list: Operation = { id: 'listThings', method: 'GET', path: '/revenue/things', scope: 'revenue' };
const create: Operation = { ...list, id: 'createThing', method: 'POST', key: 'thing_id' };

function made(operation: Operation, input: OperationInput, ofClient = {}, headers = {}): UnderWay {
  const setup = {
    baseUrl: 'https://api.example.com/base',
    apiKey: undefined,
    options: {},
    headers: addHeaders({ accept: 'application/json' }, ofClient),
    transport: () => Promise.reject(new Error('nothing is sent')),
    tokens: 0,
  };
  return prepare(setup, operation, input, { headers });
}

describe('headers', () => {
  it('are merged in any case, the last one wins', () => {
    const { headers } = made(list, {}, { 'X-Team': 'a', 'X-Only': 'client' }, { 'x-team': 'b', 'x-none': undefined });
    expect(headers).toEqual({ accept: 'application/json', 'x-team': 'b', 'x-only': 'client' });
  });

  it('leave those of the client alone', () => {
    const foreign = { 'X-API-Key': 'other', 'Idempotency-Key': 'other', 'Content-Type': 'text/plain' };
    expect(made(list, {}, foreign).headers).toEqual({ accept: 'application/json' });
    const { headers, idempotencyKey } = made(create, { body: {} }, foreign);
    expect(headers).toEqual({
      accept: 'application/json',
      'idempotency-key': idempotencyKey,
      'content-type': 'application/json',
    });
    expect(idempotencyKey).not.toBe('other');
  });
});

describe('a body', () => {
  it('is JSON', () => {
    expect(made(create, { body: { thing_id: 'x', amount: 0.1 } }).body).toBe('{"thing_id":"x","amount":0.1}');
  });

  it('is refused when it cannot be', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    for (const body of [cycle, { amount: 1n }]) {
      expect(() => made(create, { body })).toThrow(expect.objectContaining({ code: 'invalid_body' }));
    }
  });
});
