import { describe, expect, it } from 'vitest';
import { codes } from '../test/body.ts';
import { check, checkValue } from './check.ts';
import type { Shape } from './shape.ts';

describe('checkValue: every code', () => {
  const text: Shape = { type: 'string' };
  it.each<[string, Shape, unknown, string[]]>([
    ['a bound', { type: 'number', minimum: 1 }, 1, []],
    ['a bound', { type: 'number', minimum: 1 }, 0.5, ['too_small']],
    ['a bound', { type: 'number', maximum: 1 }, 1.5, ['too_large']],
    ['an open bound', { type: 'number', exclusiveMinimum: 1 }, 1, ['too_small']],
    ['an open bound', { type: 'number', exclusiveMaximum: 1 }, 1, ['too_large']],
    ['a step', { type: 'number', multipleOf: 0.1 }, 0.3, []],
    ['a step', { type: 'number', multipleOf: 0.1 }, 0.35, ['not_multiple']],
    ['an unsafe integer', { type: 'integer' }, 2 ** 53, ['too_large']],
    ['an unsafe integer', { type: 'integer' }, -(2 ** 53), ['too_small']],
    ['a fraction', { type: 'integer' }, 1.5, ['invalid_type']],
    ['a whole number with an exponent', { type: 'integer' }, 1e3, []],
    ['a length', { type: 'string', minLength: 2 }, '😀', ['too_short']],
    ['a length', { type: 'string', maxLength: 2 }, '😀😀', []],
    ['a length', { type: 'string', maxLength: 2 }, 'abc', ['too_long']],
    ['more bytes than usual', { type: 'string', maxLength: 2000 }, 'a'.repeat(1025), []],
    ['bytes', text, '日'.repeat(341), []],
    ['bytes', text, '日'.repeat(342), ['too_long']],
    ['U+0000', text, 'a\0', ['invalid_text']],
    ['U+0000 below a length', { type: 'string', maxLength: 5 }, 'a\0', ['invalid_text']],
    ['half a character', text, '\ud83d', ['invalid_text']],
    ['nothing', text, '', ['empty_field']],
    ['a pattern', { type: 'string', pattern: '^a+$' }, 'aa', []],
    ['a pattern', { type: 'string', pattern: '^a+$' }, 'ab', ['invalid_format']],
    ['an id', { type: 'string', kind: 'id' }, ' a', ['invalid_id']],
    ['a currency', { type: 'string', kind: 'currency' }, 'uſd', ['currency_unknown']],
    ['another format', { type: 'string', format: 'email' }, 'x', []],
    ['a constant', { type: 'boolean', enum: [true] }, false, ['invalid_enum']],
    ['a listed empty text', { type: 'string', enum: ['', 'a'] }, '', []],
    ['a listed object', { type: 'any', enum: [{ a: 1, b: 2 }] }, { b: 2, a: 1 }, []],
    ['another object', { type: 'any', enum: [{ a: 1 }] }, { a: 2 }, ['invalid_enum']],
    ['a listed null', { type: 'string', enum: [null, 'a'] }, null, []],
    ['null', text, null, ['invalid_type']],
    ['nullable', { type: 'string', nullable: true }, null, []],
    ['null where anything goes', { type: 'any' }, null, []],
    ['an array for an object', { type: 'object', fields: {} }, [], ['invalid_type']],
    ['an object for an array', { type: 'array' }, {}, ['invalid_type']],
    ['items', { type: 'array', minItems: 1 }, [], ['too_few_items']],
    ['items', { type: 'array', maxItems: 1 }, [1, 2], ['too_many_items']],
    [
      'equal items',
      { type: 'array', uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ['duplicate_items'],
    ],
    ['unequal items', { type: 'array', uniqueItems: true }, [1, '1', [1], { 1: 1 }], []],
    ['a hole', { type: 'array', items: text }, [undefined], ['invalid_type']],
    ['one of two', { type: 'any', anyOf: [text, { type: 'integer' }] }, 5, []],
    ['none of two', { type: 'any', anyOf: [text, { type: 'integer' }] }, true, ['invalid_choice']],
    ['one of two, nearly', { type: 'any', anyOf: [text, { type: 'integer', minimum: 1 }] }, 0, ['too_small']],
    ['null of two', { type: 'any', anyOf: [text, { type: 'integer', nullable: true }] }, null, []],
    ['null of none', { type: 'any', anyOf: [text, { type: 'integer' }] }, null, ['invalid_type']],
    ['a required field that is not described', { type: 'object', required: ['a'] }, {}, ['missing_field']],
    ['an open object', { type: 'object', open: true, fields: { a: text } }, { a: 'x', b: [1, { c: null }] }, []],
    ['no JSON', { type: 'any' }, Symbol('x'), ['invalid_type']],
    ['no JSON inside', { type: 'any' }, { a: [Number.NaN, () => 1] }, ['invalid_type', 'invalid_type']],
    ['bad text inside', { type: 'any' }, { a: '\ud83d', '\0': 1 }, ['invalid_text', 'invalid_text']],
  ])('%s: %j, %j → %j', (_what, shape, value, expected) => {
    expect(codes(shape, value)).toEqual(expected);
  });

  it('keeps what an open object brings', () => {
    const shape: Shape = { type: 'object', open: true, fields: { at: { type: 'string', format: 'date-time' } } };
    const { value } = check(shape, { at: '2024-01-15T00:00:00Z', b: [1, { c: null }] }, { mode: 'any' });
    expect(value).toEqual({ at: '2024-01-15T00:00:00.000Z', b: [1, { c: null }] });
  });

  it('ends on values that never do', () => {
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    expect(codes({ type: 'any' }, ring)).toEqual(['too_deep']);
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(codes({ type: 'any' }, deep)).toEqual(['too_deep']);
    const knot: { -readonly [K in keyof Shape]: Shape[K] } = { type: 'array' };
    knot.items = knot;
    expect(codes(knot, deep)).toEqual(['too_deep']);
  });

  it('lists the choices', () => {
    const { issues } = checkValue({ type: 'string', enum: ['asc', 'desc'] }, 'up', { mode: 'any' }, 'order');
    expect(issues).toEqual([{ param: 'order', code: 'invalid_enum', message: 'order must be one of: asc, desc.' }]);
  });
});
