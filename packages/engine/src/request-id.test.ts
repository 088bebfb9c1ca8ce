import { expect, test } from 'vitest';
import { createRandomIds, requestIdOf } from './request-id.ts';

test('new ids are unlike each other, over more than one batch', () => {
  const next = createRandomIds();
  const ids = Array.from({ length: 1000 }, next);
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^req_[0-9a-f]{24}$/);
});

test("a harmless id of the caller's is taken", () => {
  expect(requestIdOf('a.b-c_D', () => 'new')).toBe('a.b-c_D');
  expect(requestIdOf('a\nb', () => 'new')).toBe('new');
  expect(requestIdOf(undefined, () => 'new')).toBe('new');
});
