import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, sameValue } from './canonical.ts';
import type { Json } from './manifest.ts';

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, item]) => [name, reversed(item)]),
  );
};

test('the order of names does not count, everything else does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [left, right] = JSON.parse(JSON.stringify([a, b])) as [Json, Json];
      expect(canonical(reversed(left))).toBe(canonical(left));
      expect(JSON.parse(canonical(left))).toEqual(left);
      expect(sameValue(left, reversed(left))).toBe(true);
      if (sameValue(left, right)) expect(left).toEqual(right);
    }),
  );
  expect(sameValue([1, 2], [2, 1])).toBe(false);
  expect(sameValue(undefined, null)).toBe(true);
  expect(sameValue(undefined, '')).toBe(false);
});
