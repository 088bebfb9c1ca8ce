import { expect, it } from 'vitest';
import { RowSums } from './row-sums.ts';

it('adds up exactly, far beyond what a double holds', () => {
  const sums = new RowSums();
  const amount = 999_999_999_999_999;
  for (let row = 0; row < 100_000; row += 1) sums.add(['USD', amount, null, null, null, null, null]);
  expect([...sums.lines()]).toEqual([
    { part: 'total', head: 'USD', value: '', count: 100_000, total: BigInt(amount) * 100_000n },
  ]);
});

it('counts a row in no total without a unit or an amount, and in no text without one', () => {
  const sums = new RowSums();
  sums.add([null, 5, '2026-01', '2026-01-01', 'a', 'B', 'b']);
  sums.add(['USD', null, '2026-01', '2026-01-01', 'a', 'b', 'b']);
  sums.add(['USD', 7, '2026-01', '', 'a', null, null]);
  expect([...sums.lines()]).toEqual([
    { part: 'near', head: 'b', value: 'B', count: 1, total: 0n },
    { part: 'near', head: 'b', value: 'b', count: 1, total: 0n },
    { part: 'total', head: 'USD', value: '', count: 1, total: 7n },
    { part: 'month', head: 'USD', value: '2026-01', count: 1, total: 7n },
    { part: 'day', head: 'USD', value: '', count: 1, total: 7n },
    { part: 'top', head: 'USD', value: 'a', count: 1, total: 7n },
  ]);
});
