import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery, splitTarget } from './query.ts';

test.each([
  ['/a/b', { path: '/a/b', query: '' }],
  ['/a?b=1?2', { path: '/a', query: 'b=1?2' }],
  ['http://h:1/a?b', { path: '/a', query: 'b' }],
  ['HTTPS://h?b', { path: '', query: 'b' }],
  ['//evil/a', { path: '//evil/a', query: '' }],
  ['*', { path: '*', query: '' }],
])('%s', (target, expected) => {
  expect(splitTarget(target)).toEqual(expected);
});

test('reads whatever URLSearchParams writes', () => {
  const name = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(name, fc.string({ unit: 'grapheme' })), { selector: ([key]) => key }),
      (pairs) => {
        const query = new URLSearchParams(pairs).toString();
        expect([...parseQuery(query)]).toEqual(pairs);
      },
    ),
  );
});

test('a name without a value is empty, blanks may be +', () => {
  expect([...parseQuery('a&b=&c=x+y%2B&&')]).toEqual([
    ['a', ''],
    ['b', ''],
    ['c', 'x y+'],
  ]);
});

test.each(['a=%', 'a=%zz', '%ff=1', 'a=%c3'])('refuses %s', (query) => {
  expect(() => parseQuery(query)).toThrow('percent-encoded');
});

test('refuses a parameter that appears twice, however it is written', () => {
  expect(() => parseQuery('limit=1&%6cimit=2')).toThrow('appears twice');
});
