import { expect, it } from 'vitest';
import { alignedTable, cell, code, codeBlock, table } from './markdown.ts';

it.each([
  ['a|b', 'a\\|b'],
  ['<b>&', '&lt;b&gt;&amp;'],
  ['one\n two', 'one two'],
  ['`<a|b>` <c>', '`<a\\|b>` &lt;c&gt;'],
  ['an odd ` <c>', 'an odd ` &lt;c&gt;'],
])('a cell holds %j', (text, expected) => {
  expect(cell(text)).toBe(expected);
});

it('code holds back quotes and cell borders', () => {
  expect(code('a|b')).toBe('`a\\|b`');
  expect(code('a`b')).toBe('`` a`b ``');
  expect(code('')).toBe('');
});

it('a block of code cannot be ended from inside', () => {
  expect(codeBlock('go', 'a\n```\nb\n')).toBe('````go\na\n```\nb\n````\n');
});

it('a table leaves out what nobody has', () => {
  expect(
    table(
      ['a', 'b'],
      [
        ['1', ''],
        ['2', ''],
      ],
    ),
  ).toBe('| a |\n| --- |\n| 1 |\n| 2 |\n');
  expect(alignedTable(['a', 'b'], [['long', '']])).toBe('| a    | b   |\n| ---- | --- |\n| long |     |\n');
});
