import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from './errors.ts';
import { parseJson } from './json.ts';
import type { Json } from './manifest.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (text: string): Json => parseJson(bytes(text)).value;

function refusal(input: string | Uint8Array): { code: string; message: string; param: string | undefined } {
  try {
    parseJson(typeof input === 'string' ? bytes(input) : input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.status).toBe(400);
    return { code: error.content.code, message: error.content.message, param: error.content.param };
  }
  throw new Error('It was accepted.');
}

const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
const names = fc.string({ unit: 'binary' }).filter((name) => !FORBIDDEN.includes(name));
const { value: values } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

test('agrees with JSON.parse on everything that JSON.stringify writes', () => {
  fc.assert(
    fc.property(values, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parse(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('agrees with JSON.parse on what is valid, whatever is done to the text', () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[],:"\\/u0019aeE.+-tfn \n\u0001\u00e9')), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(values, edits, (value, changes) => {
      let text = JSON.stringify(value);
      for (const [at, character] of changes) {
        const place = at % (text.length + 1);
        text = text.slice(0, place) + character + text.slice(place + (at % 2));
      }
      // Half a pair of surrogates cannot be sent.
      text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes(text));
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        expect(refusal(text).code).toMatch(/^(invalid_json|duplicate_key|unknown_field)$/);
        return;
      }
      try {
        expect(parse(text)).toEqual(expected);
      } catch (error) {
        // JSON.parse knows no duplicates, no depth and no forbidden names.
        if (!(error instanceof Refusal)) throw error;
        expect(error.message).toMatch(/twice|levels|never a field/);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['', 'line 1, column 1: the body ends too early'],
  ['{"a":1,}', 'line 1, column 8: expected a name in double quotes'],
  ['{"a":1\n "b":2}', 'line 2, column 2: expected "," or "}"'],
  ['{"a" 1}', 'column 6: expected ":"'],
  ['[1 2]', 'column 4: expected "," or "]"'],
  ['[01]', 'column 3: expected "," or "]"'],
  ['[+1]', 'column 2: expected a value'],
  ['[NaN]', 'column 2: expected a value'],
  ['tru', 'column 1: expected a value'],
  ['{} {}', 'column 4: nothing may follow the value'],
  ['"a\tb"', 'column 3: a control character must be written as \\u00XX'],
  ['"abc', 'column 5: the text has no end'],
  ['"\\x"', 'column 3: an unknown escape'],
  ['"\\u12g4"', 'column 3: \\u needs four hexadecimal digits'],
  ['\ufeff{}', 'column 1: a byte order mark is not allowed'],
])('%j: %s', (text, message) => {
  const { code, message: actual, param } = refusal(text);
  expect({ code, param }).toEqual({ code: 'invalid_json', param: undefined });
  expect(actual).toContain(message);
});

test('refuses bytes that are not UTF-8', () => {
  expect(refusal(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ code: 'invalid_json' });
  // An overlong form and half a surrogate pair.
  expect(refusal(Uint8Array.of(0x22, 0xc0, 0x80, 0x22)).message).toContain('UTF-8');
  expect(refusal(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)).message).toContain('UTF-8');
});

test('refuses equal names in one object, at any depth and however they are written', () => {
  expect(refusal('{"a":1,"b":2,"a":1}')).toMatchObject({ code: 'duplicate_key', param: 'a' });
  expect(refusal('{"l":[{"x":{"a":1,"\\u0061":1}}]}')).toMatchObject({ code: 'duplicate_key', param: 'l[0].x.a' });
  expect(parse('[{"a":1},{"a":1}]')).toEqual([{ a: 1 }, { a: 1 }]);
});

test.each(FORBIDDEN)('refuses the name %s as an unknown field', (name) => {
  expect(refusal(`{"${name}":{}}`)).toMatchObject({ code: 'unknown_field', param: name });
  expect(refusal(`{"a":[{"${name}":{}}]}`)).toMatchObject({ code: 'unknown_field', param: `a[0].${name}` });
  expect(refusal('{"\\u005f_proto__":{}}')).toMatchObject({ code: 'unknown_field' });
});

test('takes names of Object.prototype for what they are', () => {
  const value = parse('{"toString":1,"hasOwnProperty":2}');
  expect(Object.entries(value as object)).toEqual([
    ['toString', 1],
    ['hasOwnProperty', 2],
  ]);
});

test('takes eight levels and refuses the ninth', () => {
  const nested = (depth: number): string => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;
  expect(parse(nested(8))).toEqual(JSON.parse(nested(8)));
  expect(refusal(`[${nested(8)}]`).message).toContain('8 levels');
  expect(refusal(`{"a":${nested(8)}}`).message).toContain('8 levels');
  expect(refusal('['.repeat(65_536)).code).toBe('invalid_json');
});

test('keeps the text of numbers that JavaScript would write in another way', () => {
  const { numbers, numberText } = parseJson(
    bytes('{"a":1.50,"b":[{"c":2.9999e2},0.1,1E2],"d":12,"e":0.30000000000000000001}'),
  );
  expect([...(numbers ?? [])]).toEqual([
    ['a', '1.50'],
    ['b[0].c', '2.9999e2'],
    ['b[2]', '1E2'],
    ['e', '0.30000000000000000001'],
  ]);
  expect(numberText('a')).toBe('1.50');
  expect(numberText('d')).toBeUndefined();
});

test('a message quotes no more than 40 characters of a name', () => {
  const name = 'x'.repeat(1000);
  expect(refusal(`{"${name}":1,"${name}":1}`).message.length).toBeLessThan(200);
});
