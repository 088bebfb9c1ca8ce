import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isSafe } from 'redos-detector';
import ts from 'typescript';
import { expect, it } from 'vitest';

/*
 * ReDoS: every regular expression of what strangers' texts reach, found in the sources and proven linear.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('packages/{engine,validation,server,core,react}/src/**/*.ts', {
  cwd: root,
  exclude: (name) => /\.test(-d)?\.ts$|test-support/.test(name),
}).sort();

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Literals, and `new RegExp(…)` whatever it is made of. */
function patternsOf(file: string): { literals: Pattern[]; made: string[] } {
  const source = ts.createSourceFile(file, readFileSync(root + file, 'utf8'), ts.ScriptTarget.Latest, true);
  const literals: Pattern[] = [];
  const made: string[] = [];
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ place: `${file}:${line}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
      made.push(`${file}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { literals, made };
}

const found = files.map(patternsOf);
const patterns = found.flatMap(({ literals }) => literals);

/**
 * Patterns that only texts of the owner reach: his configuration, or the contract. They may be quadratic in those.
 * One that can be proven, or is gone, does not belong here.
 */
const ownTexts: Readonly<Record<string, readonly string[]>> = {
  'packages/core/src/client.ts': ['\\/+$'],
  'packages/core/src/proxy.ts': ['\\/+$'],
  'packages/core/src/target.ts': ['\\{(.*)\\}'],
  'packages/engine/src/routes.ts': ['\\{[^}]*\\}'],
};
const fileOf = ({ place }: Pattern): string => place.replace(/:\d+$/, '');
const isOwn = (pattern: Pattern): boolean => ownTexts[fileOf(pattern)]?.includes(pattern.source) ?? false;
const exposed = patterns.filter((pattern) => !isOwn(pattern));

/** Proves that a pattern never tries two ways through the same text; says why not otherwise. */
function faultOf({ source, flags }: Pattern): string | undefined {
  const { safe, error } = isSafe(new RegExp(source, flags.replaceAll('y', '')), { timeout: 10_000 });
  // A sticky pattern is tried at one place only, as if it began with ^.
  const sticky = flags.includes('y') && isSafe(new RegExp(`^(?:${source})`, flags.replace('y', ''))).safe;
  return safe || sticky ? undefined : `${error}: write it so that no two ways lead through the same text`;
}

it('finds the patterns', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(patterns.length).toBeGreaterThan(30);
});

it('proves what it should and refuses what it should', () => {
  expect(isSafe(/^(a+)+$/).safe).toBe(false);
  expect(isSafe(/=+$/).safe).toBe(false);
  expect(isSafe(/^[a-z]+$/).safe).toBe(true);
});

it.each(exposed.map((pattern) => [`${pattern.place} /${pattern.source}/${pattern.flags}`, pattern] as const))(
  '%s',
  (_name, pattern) => {
    expect(faultOf(pattern)).toBeUndefined();
  },
);

it('exempts no pattern that is gone or needs no exemption', () => {
  const listed = Object.entries(ownTexts).flatMap(([file, sources]) => sources.map((source) => `${file} ${source}`));
  const needed = patterns.filter((pattern) => isOwn(pattern) && faultOf(pattern) !== undefined);
  expect([...new Set(needed.map((pattern) => `${fileOf(pattern)} ${pattern.source}`))].sort()).toEqual(listed.sort());
});

it('no pattern is made at run time, but from the contract, whose patterns the generator proves', () => {
  expect(found.flatMap(({ made }) => made)).toEqual([
    "packages/validation/src/text.ts: new RegExp(shape.pattern, 'u')",
  ]);
});
