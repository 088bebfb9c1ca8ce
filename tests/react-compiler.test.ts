import { globSync, readFileSync } from 'node:fs';
import { ESLint, type Rule } from 'eslint';
import reactHooks from 'eslint-plugin-react-hooks';
import { describe, expect, it } from 'vitest';
import { compile } from './react-compiler/compile.ts';

const files = globSync('packages/react/src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
const results = files.map((file) => compile(file, readFileSync(file, 'utf8')));

describe('the React Compiler', () => {
  it('compiles every hook and component of the package', () => {
    expect(results.flatMap(({ refused }) => refused)).toEqual([]);
    const declared = results.flatMap(({ declared }) => declared);
    const compiled = results.flatMap(({ compiled }) => compiled);
    expect(declared.filter((name) => !compiled.includes(name))).toEqual([]);
    expect(declared).toEqual(expect.arrayContaining(exportedHooks()));
  });

  it('names an arrow function that it compiles', () => {
    const { compiled } = compile('good.ts', 'export const useGood = <T>(a: T) => useState([a]);');
    expect(compiled).toEqual(['useGood']);
  });

  it.each([
    ['a hook that changes what it is given', 'export function useBad(a) { useState(); a.b = 1; return a; }'],
    ['a hook that runs under a condition', 'export function useBad(a) { if (a) useState(); return a; }'],
    ['a hook that asks to be left out', "export function useBad(a) { 'use no memo'; useState(); return [a]; }"],
  ])('refuses %s', (_what, text) => {
    const { declared, compiled, refused } = compile('bad.ts', text);
    expect(declared).toEqual(['useBad']);
    expect(compiled).toEqual([]);
    expect(refused).toEqual([expect.stringMatching(/^bad\.ts:1: ./)]);
  });
});

/** The hooks that the entries of the package export by name. */
function exportedHooks(): string[] {
  const names = files
    .filter((file) => !/\.(?:hooks|options|prefetch)\.gen\.ts$/.test(file))
    .flatMap((file) => readFileSync(file, 'utf8').match(/^export \{[^}]*\}/gm) ?? [])
    .flatMap((text) => text.match(/\buse[A-Z]\w*/g) ?? []);
  expect(names.length).toBeGreaterThan(10);
  return [...new Set(names)];
}

describe('ESLint', () => {
  it.each(['packages/react/src/use-read.ts', 'packages/react/src/revenue-provider.tsx', 'apps/dashboard/app/page.tsx'])(
    'runs every rule of hooks on %s, as an error',
    async (file) => {
      const { rules } = await new ESLint().calculateConfigForFile(file);
      const known = Object.entries<Rule.RuleModule>(reactHooks.rules).filter(([, rule]) => !rule.meta?.deprecated);
      expect(known.length).toBeGreaterThan(25);
      for (const [name] of known) expect(rules[`react-hooks/${name}`], name).toEqual([2]);
    },
  );
});
