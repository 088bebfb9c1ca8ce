import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const refusal = (text: string, digest = 1, type: 'string' | 'number' = 'string'): unknown => {
  try {
    return decodeCursor(text, digest, type, 'cursor');
  } catch (error) {
    return (error as { content: { code: string } }).content.code;
  }
};

test('a cursor comes back as it went', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null), fc.integer());
  fc.assert(
    fc.property(value, fc.string({ unit: 'binary' }), fc.nat(), (of, id, digest) => {
      const text = encodeCursor({ value: of, id }, digest);
      expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(text, digest, typeof of === 'number' ? 'number' : 'string', 'cursor')).toEqual({
        value: of,
        id,
      });
    }),
  );
});

test('a cursor belongs to its digest', () => {
  expect(refusal(encodeCursor({ value: 'a', id: 'b' }, 1), 2)).toBe('cursor_mismatch');
});

test.each([
  'abc',
  '',
  'ü',
  '!!',
  btoa('{}'),
  btoa('[1,1]'),
  btoa('[2,1,"a","b"]'),
  btoa('[1,1,"a",5]'),
  btoa('[1,1,{},"b"]'),
])('%j is none of ours', (text) => {
  expect(refusal(text.replaceAll('=', ''))).toBe('invalid_cursor');
});

test('its value has the type of the column', () => {
  expect(refusal(encodeCursor({ value: 'a', id: 'b' }, 1), 1, 'number')).toBe('invalid_cursor');
});
