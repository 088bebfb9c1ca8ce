import { expect, it } from 'vitest';
import { findSplit } from './split-id.ts';

const page = (text: string, ended: number, path = 'wal') => ({ text, ended, path });

it('finds an id across two pages of a chain, in whichever order they were written', () => {
  const pages = [page('\0\0\0\x07d-1x2x0-more', 4), page('\0\0\0\x05text trace', 6)];
  expect(findSplit('traced-1x2x0-', pages)).toEqual({ path: 'wal', ended: 6 });
});

it('finds it behind a leaf, which ends with the number of the next page', () => {
  expect(findSplit('traced-1x2x0-', [page('leaf traced-1\0\0\0\x07', 2), page('\0\0\0\0x2x0-', 3)])).toBeDefined();
});

it('finds nothing when a part is missing, or in another file', () => {
  expect(findSplit('traced-1x2x0-', [page('text trace', 1)])).toBeUndefined();
  expect(findSplit('traced-1x2x0-', [page('text trace', 1), page('\0\0\0\x07d-1x3x0-', 2)])).toBeUndefined();
  expect(findSplit('traced-1x2x0-', [page('trace', 1), page('\0\0\0\0d-1x2x0-', 2, 'other')])).toBeUndefined();
});
