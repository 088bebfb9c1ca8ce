import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countFilters, INITIAL, type ListState, readState, SORTS, toQuery, writeState } from './list-state.ts';

const now = Date.UTC(2024, 5, 1);
const read = (query: string): ListState => readState(new URLSearchParams(query));

describe('readState and writeState', () => {
  test('an empty address is the initial state, and the other way round', () => {
    expect(read('')).toEqual(INITIAL);
    expect(writeState(INITIAL)).toBe('');
  });

  test('every state survives the address', () => {
    const day = fc.constantFrom('', '2024-01-15', '2024-02-29');
    const decimal = fc.constantFrom('', '0', '10.50', '1000000');
    const state = fc.record({
      q: fc.string({ unit: 'binary' }),
      customer: fc.string(),
      group: fc.string({ unit: 'grapheme' }),
      currency: fc.constantFrom('USD', 'JPY'),
      from: day,
      to: day,
      due: fc.constantFrom('any', 'past', 'later'),
      min: decimal,
      max: decimal,
      sort: fc.constantFrom(...SORTS),
      order: fc.constantFrom('asc', 'desc'),
    }) as fc.Arbitrary<ListState>;
    fc.assert(
      fc.property(state, (value) => {
        expect(read(writeState(value))).toEqual(value);
      }),
    );
  });

  test('what makes no sense counts as absent', () => {
    const nonsense = 'from=2024-02-30&to=x&due=unpaid&currency=US&sort=password&order=up&min=1&max=2';
    expect(read(nonsense)).toEqual(INITIAL);
    expect(read('sort=amount').sort).toBe('created_at');
    expect(read('sort=amount&currency=usd')).toMatchObject({ sort: 'amount', currency: 'USD' });
  });
});

describe('toQuery', () => {
  test('asks for one page in the default order and nothing more', () => {
    expect(toQuery(INITIAL, now)).toEqual({ limit: 50, sort: 'created_at', order: 'desc' });
  });

  test('translates every filter', () => {
    const address =
      'q=inv_1&customer=c&group=G&currency=kwd&from=2024-01-01&to=2024-01-31&due=past&min=1.500&max=9&sort=amount&order=asc';
    expect(toQuery(read(address), now)).toEqual({
      limit: 50,
      sort: 'amount',
      order: 'asc',
      q: 'inv_1',
      customer_id: 'c',
      group_id: 'G',
      currency: 'KWD',
      issue_date_from: '2024-01-01T00:00:00Z',
      issue_date_to: '2024-02-01T00:00:00.000Z',
      due_date_to: '2024-06-01T00:00:00.000Z',
      amount_min: 1.5,
      amount_max: 9,
    });
    expect(toQuery(read('due=later'), now)).toMatchObject({ due_date_from: '2024-06-01T00:00:00.000Z' });
    expect(countFilters(read(address))).toBe(9);
  });
});
