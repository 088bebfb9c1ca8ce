import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characters, exceedsBytes, isId, isSound, utf8Length } from './strings.ts';

const text = fc.string({ unit: 'binary', maxLength: 300 });

describe('strings', () => {
  it('counts bytes and characters as the platform does', () => {
    fc.assert(
      fc.property(text, fc.nat(400), (value, limit) => {
        const bytes = new TextEncoder().encode(value).length;
        expect(utf8Length(value)).toBe(bytes);
        expect(exceedsBytes(value, limit)).toBe(bytes > limit);
        expect(characters(value)).toBe([...value].length);
      }),
    );
  });

  it.each([
    ['', true],
    ['plain', true],
    ['é 日本 😀', true],
    ['a\0b', false],
    ['\ud83d', false],
    ['\ude00', false],
    ['\ude00\ud83d', false],
    ['\ud83d\ud83d\ude00', false],
  ])('%j is sound: %s', (value, sound) => {
    expect(isSound(value)).toBe(sound);
  });

  it.each(['inv_1', 'é', 'a b', '...', '.a', '日本', '😀', 'a'.repeat(255), '日'.repeat(85), '__proto__', 'a/b?c#d'])(
    '%j is an id',
    (value) => {
      expect(isId(value)).toBe(true);
    },
  );

  it.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['a blank before', ' a'],
    ['a blank behind', 'a '],
    ['a wide blank behind', 'a\u3000'],
    ['a line end', 'a\nb'],
    ['U+0000', 'a\0'],
    ['DEL', 'a\u007fb'],
    ['C1', 'a\u0085b'],
    ['256 bytes', 'a'.repeat(256)],
    ['256 bytes in fewer characters', `${'日'.repeat(85)}a`],
    ['decomposed text', 'e\u0301'],
    ['half a character', '\ud83d'],
  ])('%s is no id', (_what, value) => {
    expect(isId(value)).toBe(false);
  });
});
