import { describe, expect, it } from 'vitest';
import { body, good, rules } from '../test/body.ts';
import { check } from './check.ts';
import type { Shape } from './shape.ts';

describe('check', () => {
  it('copies in normal form', () => {
    const sent = { ...good, at: '2024-01-15T01:00:00.5+01:00', unit: 'eur', note: ' As Sent ', until: null };
    const { issues, value } = check(body, sent, { mode: 'update' });
    expect(issues).toEqual([]);
    expect(value).toStrictEqual({ ...sent, at: '2024-01-15T00:00:00.500Z', unit: 'EUR' });
    expect(value).not.toBe(sent);
  });

  it('takes defaults on create alone, at the top and below', () => {
    const sent = { ...good, lines: [{ cost: 1 }] };
    expect(check(body, sent, { mode: 'create' }).value).toMatchObject({ unit: 'USD', lines: [{ cost: 1, count: 1 }] });
    for (const mode of ['update', 'delete', 'any'] as const) {
      const { value } = check(body, sent, { mode });
      expect(value).not.toHaveProperty('unit');
      expect(value['lines']).toEqual([{ cost: 1 }]);
    }
  });

  it('finds everything at once, in the order of the contract', () => {
    const sent = {
      id: '.',
      name: '',
      at: '2024-02-30T00:00:00Z',
      price: -1,
      unit: 'BGN',
      note: null,
      nmae: 'x',
      lines: [{ cost: '1' }, 5, { cost: 1, count: 1.5 }],
    };
    expect(check(body, sent, { mode: 'create' }).issues.map(({ param, code }) => `${param}: ${code}`)).toEqual([
      'id: invalid_id',
      'name: empty_field',
      'at: invalid_date',
      'price: amount_negative',
      'unit: currency_unknown',
      'note: invalid_type',
      'lines[0].cost: invalid_type',
      'lines[1]: invalid_type',
      'lines[2].count: invalid_type',
      'nmae: unknown_field',
    ]);
  });

  it('leaves fields with an issue out of the copy', () => {
    const { value } = check(body, { ...good, price: 'x', lines: [{ cost: 'x' }] }, { mode: 'any' });
    expect(Object.keys(value)).toEqual(['id', 'name', 'at']);
  });

  it('says what to do', () => {
    const { issues } = check(body, { invoice: 1, nmae: 'x', at: 5 }, { mode: 'create' });
    expect(issues.map(({ message }) => message)).toEqual([
      'id is required. Add it.',
      'name is required. Add it.',
      'at must be text. Send a JSON string.',
      'price is required. Add it.',
      'invoice is not a known field. Remove it.',
      'nmae is not a known field. Did you mean name?',
    ]);
  });

  it('judges rules even beside other issues', () => {
    const until = '2023-01-15T00:00:00Z';
    expect(check(body, { ...good, name: 5, until }, { mode: 'any', rules }).issues.map(({ code }) => code)).toEqual([
      'invalid_type',
      'until_before_at',
    ]);
    expect(check(body, { ...good, at: 'x', until }, { mode: 'any', rules }).issues.map(({ code }) => code)).toEqual([
      'invalid_date',
    ]);
  });

  it.each([null, undefined, 5, 'x', [], true])('refuses %j where an object has to be', (value) => {
    const checked = check(body, value, { mode: 'create' });
    expect(checked.issues.map(({ param, code }) => [param, code])).toEqual([['', 'invalid_type']]);
    expect(checked.value).toEqual({});
  });

  it('is not confused by names that every object has', () => {
    const sent: unknown = JSON.parse(
      `{"id":"a","name":"n","at":"2024-01-15T00:00:00Z","price":1,"__proto__":{"note":5},"constructor":1,"toString":2}`,
    );
    const { issues, value } = check(body, sent, { mode: 'create' });
    expect(issues.map(({ param, code }) => [param, code])).toEqual([
      ['__proto__', 'unknown_field'],
      ['constructor', 'unknown_field'],
      ['toString', 'unknown_field'],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).not.toHaveProperty('note');
    const text: Shape = { type: 'string' };
    const shape: Shape = { type: 'object', fields: { valueOf: text }, required: ['valueOf'] };
    expect(check(shape, {}, { mode: 'any' }).issues.map(({ code }) => code)).toEqual(['missing_field']);
  });

  it('carries `__proto__` through open objects as a plain field', () => {
    const open: Shape = { type: 'object' };
    const { issues, value } = check(open, JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":2}}'), {
      mode: 'any',
    });
    expect(issues).toEqual([]);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":1},"a":{"__proto__":2}}');
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('takes undefined for absent', () => {
    const { issues, value } = check(
      body,
      { ...good, note: undefined, other: undefined, name: undefined },
      { mode: 'any' },
    );
    expect(issues.map(({ param, code }) => [param, code])).toEqual([['name', 'missing_field']]);
    expect(value).not.toHaveProperty('note');
  });

  it('keeps at most 100 issues, and short names in them', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`x${at}`, 1]));
    expect(check(body, many, { mode: 'update' }).issues).toHaveLength(100);
    const [long] = check({ type: 'object', fields: {} }, { ['y'.repeat(60_000)]: 1 }, { mode: 'any' }).issues;
    expect(long?.param.length).toBeLessThan(140);
    expect(long?.message.length).toBeLessThan(240);
    const list = { ...good, lines: Array.from({ length: 5000 }, () => 1) };
    const full = check(body, list, { mode: 'any' });
    expect(full.issues).toHaveLength(100);
    expect(full.value).not.toHaveProperty('lines');
  });
});
