import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test.each([
  ['Group_1', 'group_1'],
  ['  a  b ', 'a b'],
  ['a\t\r\n\u00a0\u2003b', 'A B'],
  ['STRASSE', 'straße'],
  ['ΟΔΟΣ', 'οδος'],
  ['οδοσ', 'οδος'],
  ['É', 'e\u0301'],
  ['\ufeffa', 'a'],
])('%j and %j fold to the same', (a, b) => {
  expect(fold(a)).toBe(fold(b));
});

test.each([
  ['ab', 'a b'],
  ['x²', 'x2'],
  ['e', 'é'],
  ['a-b', 'a_b'],
  ['ａ', 'a'],
])('%j and %j stay apart', (a, b) => {
  expect(fold(a)).not.toBe(fold(b));
});

test('case and white space never matter, and folding twice changes nothing', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'B', 'é', 'ß', 'Σ', 'ς', 'İ', '😀', '_', '1'), minLength: 1 });
  const blank = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\u00a0', '\u3000'), minLength: 1 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.array(blank, { minLength: 3 }), (words, blanks) => {
      const plain = words.join(' ');
      const [before = '', after = ''] = blanks;
      const spaced = before + words.join(blanks[2]) + after;
      expect(fold(spaced)).toBe(fold(plain));
      expect(fold(spaced.toUpperCase())).toBe(fold(plain));
      expect(fold(fold(spaced))).toBe(fold(spaced));
    }),
    { seed: 3 },
  );
});
