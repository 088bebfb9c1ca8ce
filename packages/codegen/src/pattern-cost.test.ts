import { describe, expect, it } from 'vitest';
import { patternFault } from './pattern-cost.ts';

describe('a pattern is taken', () => {
  it.each([
    ['^[A-Z]{3}$'],
    ['^[a-z0-9]+(-[a-z0-9]+)*$'],
    ['^(?:[a-z]+\\.)*[a-z]+$'],
    ['^(\\d{1,3}\\.){3}\\d{1,3}$'],
    ['^([0-9A-F]{2}:){5}[0-9A-F]{2}$'],
    ['^([0-9A-F]{2}){6}$'],
    ['^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'],
    ['^(?:foo|bar|baz)+$'],
    ['^(?<year>\\d{4})-(?<month>\\d{2})$'],
    ['^(?=.*\\d)(?!.*--)[\\w-]{8,64}$'],
    ['^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'],
    ['^\\p{L}[\\p{L}\\p{M}]*( \\p{L}+)*$'],
    ['^[\\]\\\\(+*]+$'],
    ['a{0}b{1}c{2,}?'],
    ['^\\u{1F600}|\\uD83D\\uDE00|\\x41|\\cA$'],
    ['^(a|b)*(a|c)*$'],
    ['(^a|b$)*\\b'],
    [''],
  ])('%s', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
  });
});

describe('a pattern that can take for ever is refused', () => {
  it.each([
    ['(a+)+'],
    ['(a*)*'],
    ['^(a|a)*$'],
    ['^(\\d|\\w)*$'],
    ['^([a-z]+)*$'],
    ['^(a|ab|b)*$'],
    ['^(\\w+\\s?)*$'],
    ['^(a?b?)*$'],
    ['^((a?)?b)+$'],
    ['^(x+x+)+y$'],
    ['(?:\\d{1,3}){2,9}'],
    ['^a(?=(b+)+$)'],
    ['^(?:é|\\p{L})+$'],
    ['^(\\u{1F600}|[^a])*$'],
    ['^(a{1,2}){2,}$'],
  ])('%s', (pattern) => {
    expect(patternFault(pattern)).toMatch(/doubles with every character; let no repetition/);
  });

  it('for a good reason', () => {
    const cost = (pattern: RegExp): number => {
      const started = performance.now();
      pattern.test(`${'a'.repeat(22)}!`);
      return performance.now() - started;
    };
    expect(cost(/^(a+)+$/)).toBeGreaterThan(10 * cost(/^[a-z0-9]+(-[a-z0-9]+)*$/));
  });
});

it('names what is wrong with what is no regular expression', () => {
  expect(patternFault('(')).toMatch(/^is no regular expression with the flag u \(.+\); correct it\.$/);
  expect(patternFault('\\-')).toMatch(/flag u/);
});

it('does not judge back references', () => {
  expect(patternFault('^(a+)\\1$')).toMatch(/refers back/);
  expect(patternFault('^(?<x>a)\\k<x>$')).toMatch(/refers back/);
});

it('judges a long pattern at once', () => {
  expect(patternFault(`^([a-z]{100}-){40}(${'a?'.repeat(60)})$`)).toBeUndefined();
});
