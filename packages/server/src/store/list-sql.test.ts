import { expect, it } from 'vitest';
import { afterPrefix } from './list-sql.ts';

it.each([
  ['inv_1', 'inv_2'],
  ['a', 'b'],
  ['\ud7ff', '\ue000'],
  ['\uffff', '\u{10000}'],
  ['\u{10fffe}', '\u{10ffff}'],
  ['a\u{10ffff}\u{10ffff}', 'b'],
  ['\u{10ffff}', undefined],
  ['', undefined],
])('puts the end of the prefix %j at %j', (prefix, end) => {
  expect(afterPrefix(prefix)).toBe(end);
});
