import { describe, expect, it } from 'vitest';
import { complaints, type Half } from './drill.ts';
import { type Change, judge } from './judge.ts';
import { type Action, cuts } from './plan.ts';
import { NAME_HEADER, Trail } from './trail.ts';

const never = (): boolean => false;

/** `create 0.1` is a create that request 1 of step 0 did. */
function history(text: string): Change[] {
  return text.split(', ').map((one) => {
    const [action = '', name] = one.split(' ');
    return { action, request_id: `inv_7.${name}` };
  });
}

describe('the judge', () => {
  const wanted: Action[] = ['create', 'delete'];

  it('accepts each write once, whichever attempt did it', () => {
    expect(judge(history('create 0.2, delete 1.1'), wanted, never)).toBe('once');
    expect(judge([], [], never)).toBe('once');
  });

  it.each([
    ['a write that is done twice', 'create 0.1, delete 1.1, create 0.2', 'doubled'],
    ['a write that nobody asked for', 'create 0.1, delete 1.1, update 2.1', 'doubled'],
    ['a write of another step', 'create 0.1, delete 0.2', 'doubled'],
    ['a write that is missing', 'create 0.1', 'lost'],
    ['all that are missing', '', 'lost'],
  ])('refuses %s', (_, text, verdict) => {
    expect(judge(text === '' ? [] : history(text), wanted, never)).toBe(verdict);
  });

  it('takes a doubled write for an overtaken one only where its request is known to be', () => {
    const found = history('create 0.2, delete 1.1, create 0.1, delete 1.2');
    expect(judge(found, wanted, (name) => name === 'inv_7.0.1')).toBe('overtaken');
    expect(judge(found, wanted, (name) => name !== 'inv_7.0.1')).toBe('doubled');
    expect(judge(history('create 0.1, create 0.2, delete 1.1'), wanted, () => true)).toBe('doubled');
  });
});

describe('a half of the drill', () => {
  const tally = {
    ...{ writes: 900, attempts: 2000, ambiguousDone: 9, ambiguousNotDone: 9, refused: 1 },
    ...{ doubled: 0, lost: 0, overtaken: 0, unclassified: 0, faults: [] },
  };
  const made = new Map(cuts.map((cut) => [cut, 1]));
  const half: Half = { sequences: 500, keySupport: true, tally, made, answersLost: 200 };

  it('has passed', () => {
    expect(complaints(half)).toEqual([]);
  });

  it.each<[string, Half]>([
    ['1 doubled', { ...half, tally: { ...tally, doubled: 1 } }],
    ['1 lost', { ...half, tally: { ...tally, lost: 1 } }],
    ['1 unclassified', { ...half, tally: { ...tally, unclassified: 1 } }],
    ['an answer was lost in 100 of 500', { ...half, answersLost: 100 }],
    ['never occurred: request sent twice', { ...half, made: new Map([...made].filter(([cut]) => !/twice/.test(cut))) }],
    ['6 of 500 sequences were overtaken', { ...half, keySupport: false, tally: { ...tally, overtaken: 6 } }],
  ])('has failed: %s', (complaint, failed) => {
    expect(complaints(failed).join()).toContain(complaint);
  });
});

describe('a request', () => {
  const given = { isGivenUp: true, isAnsweredLate: true };

  it.each([
    [given, true],
    [{ ...given, isGivenUp: false }, false],
    [{ ...given, isAnsweredLate: false }, false],
  ])('with %j is overtaken: %s', ({ isGivenUp, isAnsweredLate }, isOvertaken) => {
    const trail = new Trail();
    const headers: Record<string, string> = { [NAME_HEADER]: 'inv_7.0' };
    const { onRequest, onResponse } = trail.observer;
    // What the observer is told of beside this is of no interest to it.
    const request = { headers } as Parameters<NonNullable<typeof onRequest>>[0];
    onRequest?.(request);
    const { name, end } = trail.begin(headers[NAME_HEADER] ?? '');
    const code = isGivenUp ? 'timeout' : 'connection';
    onResponse?.({ request, durationMs: 1, error: { code } } as Parameters<NonNullable<typeof onResponse>>[0]);
    if (!isAnsweredLate) end();
    trail.begin('inv_7.1.1');
    if (isAnsweredLate) end();
    expect(name).toBe('inv_7.0.1');
    expect(trail.isOvertaken(name)).toBe(isOvertaken);
  });

  it('that goes to the server again has a name of its own', () => {
    const trail = new Trail();
    expect(['inv_7.0.1', 'inv_7.0.1', 'inv_7.0.2', 'inv_7.0.1'].map((name) => trail.begin(name).name)).toEqual([
      'inv_7.0.1',
      'inv_7.0.1.1',
      'inv_7.0.2',
      'inv_7.0.1.2',
    ]);
  });
});
