import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RevenueError } from './errors.ts';
import type { Operation, OperationInput } from './operation.ts';
import { type Prepared, prepare } from './request.ts';

const get: Operation = { id: 'getThing', method: 'GET', path: '/revenue/things/{thing_id}', scope: 'revenue' };
const list: Operation = { id: 'listThings', method: 'GET', path: '/revenue/things', scope: 'revenue' };
const create: Operation = { ...list, id: 'createThing', method: 'POST', key: 'thing_id' };

function made(operation: Operation, input: OperationInput, ...headers: Record<string, string | undefined>[]): Prepared {
  return prepare('https://api.example.com/base', operation, input, headers, undefined);
}

describe('a path parameter', () => {
  it.each([
    ['inv_1', 'inv_1'],
    ['a/b', 'a%2Fb'],
    ['../x', '..%2Fx'],
    ['%2e%2e', '%252e%252e'],
    ['a?b#c', 'a%3Fb%23c'],
    ['ü 1', '%C3%BC%201'],
    ['...', '...'],
  ])('is encoded: %j', (id, segment) => {
    expect(made(get, { id }).url).toBe(`https://api.example.com/base/revenue/things/${segment}`);
  });

  it.each(['', '.', '..', '\ud800', undefined, 7])('is refused: %j', (id) => {
    const input = { id } as OperationInput;
    expect(() => made(get, input)).toThrow(RevenueError);
    expect(() => made(get, input)).toThrow(expect.objectContaining({ code: 'invalid_id', param: 'thing_id' }));
  });

  it('stays one segment and says the same, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        fc.pre(!['', '.', '..'].includes(id));
        const { pathname, search, hash } = new URL(made(get, { id }).url);
        expect([pathname.split('/').length, search, hash]).toEqual([5, '', '']);
        expect(decodeURIComponent(pathname.split('/')[4] ?? '')).toBe(id);
      }),
    );
  });
});

describe('a query', () => {
  it('is encoded, without what is not there', () => {
    const query = { limit: 2, q: 'a&b=c d', none: undefined, nothing: null, flag: false };
    expect(made(list, { query }).url).toBe(
      'https://api.example.com/base/revenue/things?limit=2&q=a%26b%3Dc+d&flag=false',
    );
    expect(made(list, { query: {} }).url).toBe('https://api.example.com/base/revenue/things');
  });
});

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
