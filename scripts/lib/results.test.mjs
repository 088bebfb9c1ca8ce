import { describe, expect, it } from 'vitest';
import { countReport, failuresOf, total } from './results.mjs';

const file = (status, ...tests) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });
const report = (...testResults) => JSON.stringify({ testResults });

describe('countReport', () => {
  it('counts tests', () => {
    const text = report(file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'passed'));
    expect(countReport(text, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('counts a file that did not load, a run that broke, and a run without a report', () => {
    expect(countReport(report(file('failed'), file('passed', 'passed')), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
    expect(countReport(report(file('passed', 'passed')), 1).failed).toBe(1);
    expect(countReport(undefined, null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('failuresOf', () => {
  it('names tests with what they said, and files that did not load', () => {
    const failureMessages = ['first\n\nsecond\nthird\n\u001b[31mFAIL\u001b[39m inner.test.ts\nlast'];
    const text = report(
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [{ status: 'failed', fullName: 'adds', failureMessages }],
      },
      { name: 'b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'works' }] },
    );
    expect(failuresOf(text)).toEqual([
      'a.test.ts > adds\n    first\n    second\n    FAIL inner.test.ts',
      'b.test.ts\n    Cannot find module',
    ]);
  });
});

describe('total', () => {
  it('adds the parts', () => {
    const counts = {
      unit: { passed: 2, failed: 1, skipped: 0, ms: 5 },
      e2e: { passed: 3, failed: 0, skipped: 4, ms: 5 },
    };
    expect(total(counts)).toEqual({ passed: 5, failed: 1, skipped: 4 });
  });
});
