import { describe, expect, it } from 'vitest';
import { codes } from '../test/body.ts';
import { check } from './check.ts';
import type { Shape } from './shape.ts';

describe('check: query', () => {
  const query: Shape = {
    type: 'object',
    fields: {
      limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      min: { type: 'number', currencyField: 'unit' },
      unit: { type: 'string', kind: 'currency' },
      open: { type: 'boolean' },
      from: { type: 'string', format: 'date-time' },
      order: { type: 'string', enum: ['asc', 'desc'] },
      tag: { type: 'array', items: { type: 'string' } },
      level: { type: 'integer', enum: [1, 2] },
    },
  };

  it('parses text', () => {
    const sent = {
      limit: '20',
      min: '1.50',
      unit: 'usd',
      open: 'false',
      from: '2024-01-15T00:00:00Z',
      tag: 'a',
      level: '2',
    };
    expect(check(query, sent, { mode: 'query' })).toStrictEqual({
      issues: [],
      value: { limit: 20, min: 1.5, unit: 'USD', open: false, from: '2024-01-15T00:00:00.000Z', tag: ['a'], level: 2 },
    });
    expect(check(query, {}, { mode: 'query' }).value).toEqual({});
  });

  it.each([
    ['limit', '', 'invalid_type'],
    ['limit', ' 5', 'invalid_type'],
    ['limit', '1e1', 'invalid_type'],
    ['limit', '5.0', 'invalid_type'],
    ['limit', '0x5', 'invalid_type'],
    ['limit', '0', 'too_small'],
    ['limit', '201', 'too_large'],
    ['limit', '9'.repeat(400), 'too_large'],
    ['limit', ['1', '2'], 'invalid_type'],
    ['min', 'Infinity', 'invalid_type'],
    ['min', '-1', 'amount_negative'],
    ['open', '1', 'invalid_type'],
    ['open', 'TRUE', 'invalid_type'],
    ['order', 'up', 'invalid_enum'],
    ['level', '3', 'invalid_enum'],
    ['limt', '5', 'unknown_field'],
  ])('%s=%s is %s', (name, text, code) => {
    expect(check(query, { [name]: text }, { mode: 'query' }).issues.map((issue) => [issue.param, issue.code])).toEqual([
      [name, code],
    ]);
  });

  it('judges money on its text', () => {
    const sent = { min: '1.0000000000000000000001', unit: 'USD' };
    expect(check(query, sent, { mode: 'query' }).issues.map(({ code }) => code)).toEqual(['amount_precision']);
  });

  it('parses text in queries only', () => {
    expect(codes({ type: 'integer' }, '5')).toEqual(['invalid_type']);
    expect(codes({ type: 'boolean' }, 'true')).toEqual(['invalid_type']);
    expect(codes({ type: 'array', items: { type: 'string' } }, 'a')).toEqual(['invalid_type']);
  });
});
