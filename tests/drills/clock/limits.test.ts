import { expect, it } from 'vitest';
import { Complaints } from '../kit/complaints.ts';
import type { Answer } from '../kit/wire.ts';
import { Law } from './limits.ts';

const answers = (passed: number, limited: number, other = 0): Answer[] =>
  [
    ...Array.from({ length: passed }, () => 200),
    ...Array.from({ length: limited }, () => 429),
    ...Array.from({ length: other }, () => 500),
  ].map((status) => ({ status, headers: {}, text: '' }));

function complaintsOf(...crowds: Answer[][]): string {
  const complaints = new Complaints();
  // No time passes: the rate adds nothing.
  const law = new Law(4, 2, () => 0);
  for (const crowd of crowds) law.count(crowd, 200, complaints);
  return complaints.list().join();
}

it('accepts as many as the limit allows, over all crowds', () => {
  expect(complaintsOf(answers(4, 10), answers(0, 14))).toBe('');
});

it('refuses a limit that a jump has filled again', () => {
  expect(complaintsOf(answers(4, 10), answers(4, 10))).toContain('lets too much through');
});

it('refuses an answer that is neither', () => {
  expect(complaintsOf(answers(1, 1, 1))).toContain('answered otherwise');
});

it('allows more as time passes', () => {
  let now = 0;
  const complaints = new Complaints();
  const law = new Law(4, 2, () => now);
  law.count(answers(4, 0), 200, complaints);
  now = 1000;
  law.count(answers(2, 8), 200, complaints);
  expect(complaints.list()).toEqual([]);
  law.count(answers(1, 9), 200, complaints);
  expect(complaints.list().join()).toContain('lets too much through');
});
