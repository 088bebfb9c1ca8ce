import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { loopback, stored } from '../test/loopback.ts';
import { getInvoice } from './generated/functions.gen.ts';
import type { Operation } from './operation.ts';
import { queryPath, rowPath } from './target.ts';

const get: Operation = { id: 'getThing', method: 'GET', path: '/revenue/things/{thing_id}', scope: 'revenue' };

/** Any character but half of a surrogate pair. */
const character = fc.oneof(
  fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0xe000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.constantFrom('.', '/', '%', '?', '#'),
);

describe('rowPath', () => {
  it.each([
    ['inv_1', 'inv_1'],
    ['a/b', 'a%2Fb'],
    ['../x', '..%2Fx'],
    ['%2e%2e', '%252e%252e'],
    ['a?b#c', 'a%3Fb%23c'],
    ['ü 1', '%C3%BC%201'],
    ['...', '...'],
    ['$&', '%24%26'],
  ])('encodes %j', (id, segment) => {
    expect(rowPath(get, id)).toBe(`/revenue/things/${segment}`);
  });

  it.each(['', '.', '..', '\ud800', undefined, null, 7])('refuses %j', (id) => {
    expect(() => rowPath(get, id)).toThrow(expect.objectContaining({ code: 'invalid_id', param: 'thing_id' }));
  });

  it('stays one segment and says the same, whatever the id is', () => {
    fc.assert(
      fc.property(fc.string({ unit: character }), (id) => {
        fc.pre(!['', '.', '..'].includes(id));
        const { pathname, search, hash } = new URL(rowPath(get, id), 'http://localhost');
        expect([pathname.split('/').length, search, hash]).toEqual([4, '', '']);
        expect(decodeURIComponent(pathname.split('/')[3] ?? '')).toBe(id);
      }),
    );
  });

  it('refuses as a rejection, with nothing sent', async () => {
    const server = await loopback(stored);
    expect(await rejection(getInvoice(clientOf(server), '..'))).toMatchObject({ code: 'invalid_id', attempts: 0 });
    expect(server.requests).toEqual([]);
  });
});

describe('queryPath', () => {
  it('encodes what is there, and leaves out what is not', () => {
    const query = { limit: 2, q: 'a&b=c d', none: undefined, nothing: null, flag: false };
    expect(queryPath('/revenue/things', query)).toBe('/revenue/things?limit=2&q=a%26b%3Dc+d&flag=false');
    expect(queryPath('/revenue/things', {})).toBe('/revenue/things');
    expect(queryPath('/revenue/things', undefined)).toBe('/revenue/things');
  });
});
