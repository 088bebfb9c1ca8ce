import { expect, test } from 'vitest';
import { crc32 } from './checksum.ts';

test('is CRC-32: the check value of its definition, and UTF-8', () => {
  expect(crc32('123456789')).toBe(0xcbf43926);
  expect(crc32('')).toBe(0);
  expect(crc32('é')).not.toBe(crc32('e'));
});
