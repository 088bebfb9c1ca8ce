import { describe, expect, it } from 'vitest';
import { notBeforeIssue } from './rules.ts';

const rule = { field: 'ends', other: 'starts', code: 'ends_before_start' };
const EARLY = '2024-01-15T00:00:00.000Z';
const LATE = '2024-01-15T00:00:00.001Z';

describe('notBeforeIssue', () => {
  it('names the field, the rule’s code and both fields', () => {
    expect(notBeforeIssue(rule, { ends: EARLY, starts: LATE })).toEqual({
      param: 'ends',
      code: 'ends_before_start',
      message: 'ends may not be before starts. Send a later ends or an earlier starts.',
    });
  });

  it.each([
    [{ ends: LATE, starts: EARLY }],
    [{ ends: LATE, starts: LATE }],
    [{ ends: EARLY }],
    [{ starts: LATE }],
    [{ ends: null, starts: LATE }],
    [{ ends: 5, starts: LATE }],
    [{ ends: 'soon', starts: LATE }],
  ])('holds for %j', (fields) => {
    expect(notBeforeIssue(rule, fields)).toBeUndefined();
  });

  it('compares instants, not text', () => {
    expect(notBeforeIssue(rule, { ends: '2024-01-15T01:00:00+02:00', starts: '2024-01-15T00:00:00Z' })?.param).toBe(
      'ends',
    );
  });
});
