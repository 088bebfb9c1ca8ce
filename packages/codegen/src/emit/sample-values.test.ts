import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValue } from '../../../validation/src/index.ts';
import type { Shape } from '../model.ts';
import { samplePattern } from './sample-pattern.ts';
import { type Sampled, sampleObject, sampleValue } from './sample-values.ts';

/** What validation says of a sample. */
function issues(shape: Shape, value: unknown): unknown[] {
  return checkValue(shape, value, { mode: 'create' }).issues;
}

const limits = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000)).map(([low, more]) => [low, low + more]);
const numbers = fc.oneof(
  limits.map(([minimum, maximum]): Shape => ({ type: 'integer', minimum: minimum ?? 0, maximum: maximum ?? 0 })),
  limits.map(([low, high = 0]): Shape => ({ type: 'number', exclusiveMinimum: low ?? 0, exclusiveMaximum: high + 1 })),
  fc.constantFrom<Shape>(
    { type: 'integer' },
    { type: 'number' },
    { type: 'integer', multipleOf: 7, minimum: 8 },
    { type: 'integer', maximum: -5, multipleOf: 5 },
    { type: 'number', multipleOf: 0.1, maximum: 0.3, exclusiveMinimum: 0 },
    { type: 'number', currencyField: 'currency' },
  ),
);
const texts = fc.oneof(
  fc
    .tuple(fc.nat(40), fc.nat(40))
    .map(([low, more]): Shape => ({ type: 'string', minLength: low, maxLength: low + more + 1 })),
  fc.constantFrom<Shape>(
    { type: 'string', format: 'date-time' },
    { type: 'string', format: 'date-time', nullable: true },
    { type: 'string', kind: 'currency' },
    { type: 'string', kind: 'id' },
    { type: 'string', enum: ['b', 'a'] },
    { type: 'string', pattern: '^[A-Z]{2}\\d{6}$' },
    { type: 'string', pattern: '^(?:AB|CD)-[^A-Z]+$', minLength: 12 },
    { type: 'boolean' },
    { type: 'any' },
  ),
);
const { shape: shapes } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numbers,
    texts,
    fc.tuple(tie('shape'), fc.nat(3)).map(([items, minItems]): Shape => ({ type: 'array', items, minItems })),
    fc
      .dictionary(fc.constantFrom('amount', 'note_id', 'closed_at', 'tags', 'lines'), tie('shape'), { minKeys: 1 })
      .map((fields): Shape => ({ type: 'object', fields, required: Object.keys(fields).slice(1) })),
    tie('shape').map((shape): Shape => ({ type: 'any', anyOf: [shape, { type: 'boolean' }] })),
  ),
}));

describe('a sample made from a type', () => {
  it('is legal, whatever the type', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const value = sampleValue({ name: 'thing', shape });
        expect(issues(shape, value)).toEqual([]);
        expect(sampleValue({ name: 'thing', shape })).toEqual(value);
      }),
      { numRuns: 300, seed: 20_240_115 },
    );
  });

  it.each<[string, Shape, unknown]>([
    ['customer_id', { type: 'string' }, 'customer_123'],
    ['id', { type: 'string' }, 'id_123'],
    ['quantity', { type: 'string' }, '3'],
    ['reason', { type: 'string' }, 'Sample reason'],
    ['reason', { type: 'string', maxLength: 6 }, 'Sample'],
    ['paid_at', { type: 'string', format: 'date-time' }, '2024-01-15T00:00:00Z'],
    ['state', { type: 'string', enum: ['open', 'paid'] }, 'open'],
    ['points', { type: 'integer', default: 7 }, 7],
    [
      'tags',
      { type: 'array', items: { type: 'string' }, minItems: 2, uniqueItems: true },
      ['Sample tag', 'Sample tag 2'],
    ],
    ['steps', { type: 'array', items: { type: 'integer' }, minItems: 2, uniqueItems: true }, [3, 4]],
    ['none', { type: 'array', items: { type: 'string' }, maxItems: 0 }, []],
  ])('goes with the field %s', (name, shape, value) => {
    expect(sampleValue({ name, shape })).toEqual(value);
  });
});

describe('a sample of an object', () => {
  it('takes examples before anything else, and keeps instants in order', () => {
    const instant: Shape = { type: 'string', format: 'date-time' };
    const fields: Sampled[] = [
      { name: 'ends', shape: { ...instant, notBefore: { field: 'starts', code: 'c' } } },
      { name: 'starts', shape: instant, example: '2030-06-01T00:00:00Z' },
      { name: 'state', shape: { type: 'string', enum: ['a'] }, example: null },
    ];
    expect(sampleObject(fields)).toEqual({
      ends: '2030-07-02T00:00:00Z',
      starts: '2030-06-01T00:00:00Z',
      state: null,
    });
  });

  it('ends when two instants wait for each other', () => {
    const after = (field: string): Shape => ({ type: 'string', format: 'date-time', notBefore: { field, code: 'c' } });
    expect(
      Object.keys(
        sampleObject([
          { name: 'a', shape: after('b') },
          { name: 'b', shape: after('a') },
        ]),
      ),
    ).toEqual(['a', 'b']);
  });

  it('leaves out an optional field that nothing fits', () => {
    const shape: Shape = { type: 'string', pattern: '^a$', minLength: 2 };
    expect(sampleObject([{ name: 'a', shape, required: false }])).toEqual({});
    expect(sampleObject([{ name: 'a', shape, required: true }])).toHaveProperty('a');
  });
});

describe('a sample of a pattern', () => {
  it.each([
    '^INV-\\d{4}-[A-F0-9]{8}$',
    '^(?:red|green)(?:-light)?$',
    '^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$',
    '^\\p{Lu}\\p{Ll}*$',
    '\\bx{3,5}\\b',
    '^(?=.*\\d)[a-z\\d]{6,}$',
    '^\\+?[1-9]\\d{1,14}$',
    '^(?<year>\\d{4})/(\\d{2})$',
    '^[\\]\\-.]{2}$',
    '^\\u00e9\\/$',
    '',
  ])('fits /%s/', (pattern) => {
    expect(samplePattern(pattern, () => true)).toMatch(new RegExp(pattern, 'u'));
  });

  it('is as long as it has to be', () => {
    expect(samplePattern('^[a-z]+$', (text) => text.length >= 9)).toMatch(/^[a-z]{9,}$/);
  });

  it.each(['(', '^(?!)$', '^a\\1$(b)'])('is none for /%s/', (pattern) => {
    expect(samplePattern(pattern, () => true)).toBeUndefined();
  });
});
