import { describe, expect, it } from 'vitest';
import { body, good } from '../test/body.ts';
import { check } from './check.ts';

describe('check: money', () => {
  it.each([
    ['create', {}, 1.999, ['amount_precision']],
    ['update', {}, 1.999, []],
    ['update', { unit: 'usd' }, 1.999, ['amount_precision']],
    ['create', { unit: 'KWD' }, 1.999, []],
    ['create', { unit: 'jpy' }, 1.5, ['amount_precision']],
    ['create', { unit: 'XXX' }, 1.999, ['currency_unknown']],
    ['update', {}, 1e17, ['amount_too_large']],
    ['create', {}, 1e14, ['amount_too_large']],
    ['create', {}, '1', ['invalid_type']],
    ['create', {}, Number.NaN, ['invalid_type']],
    ['create', {}, Number.POSITIVE_INFINITY, ['invalid_type']],
    ['create', {}, -0, []],
  ] as const)('%s %j with %s: %j', (mode, more, price, expected) => {
    expect(check(body, { ...good, ...more, price }, { mode }).issues.map(({ code }) => code)).toEqual(expected);
  });

  it('judges the text of the wire, not the number it became', () => {
    const text = '0.1000000000000000055511151231257827';
    const numberText = (path: string): string | undefined => (path === 'price' ? text : undefined);
    const sent = { ...good, price: Number(text) };
    expect(check(body, sent, { mode: 'create' }).issues).toEqual([]);
    expect(check(body, sent, { mode: 'create', numberText }).issues.map(({ code }) => code)).toEqual([
      'amount_precision',
    ]);
    const huge = { mode: 'create', numberText: (): string => '1e400' } as const;
    expect(check(body, { ...good, price: Number('1e400') }, huge).issues.map(({ code }) => code)).toEqual([
      'amount_too_large',
    ]);
  });

  it('asks for the text of nested numbers by their path', () => {
    const asked: string[] = [];
    const numberText = (path: string): undefined => void asked.push(path);
    check(body, { ...good, lines: [{ cost: 1 }, { cost: 2, count: 3 }] }, { mode: 'any', numberText });
    expect(asked).toEqual(['price', 'lines[0].cost', 'lines[1].cost', 'lines[1].count']);
  });

  it('finds the currency in the objects around', () => {
    const sent = { ...good, unit: 'JPY', price: 1, lines: [{ cost: 1.5 }] };
    expect(check(body, sent, { mode: 'any' }).issues.map(({ param, code }) => [param, code])).toEqual([
      ['lines[0].cost', 'amount_precision'],
    ]);
  });

  it('writes minus zero as zero', () => {
    expect(Object.is(check(body, { ...good, price: -0 }, { mode: 'any' }).value['price'], 0)).toBe(true);
  });
});
