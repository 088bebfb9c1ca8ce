import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isSafe } from 'redos-detector';
import ts from 'typescript';
import { expect, it } from 'vitest';

/*
 * ReDoS: every regular expression of what strangers' texts reach, found in the sources and proven linear.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('packages/{engine,validation,server,core}/src/**/*.ts', {
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

/** Patterns that only texts of the owner reach: his configuration, or the contract. They may be quadratic in those. */
const ownTexts = new Set([
  'packages/core/src/base-url.ts \\/+$',
  'packages/core/src/proxy.ts \\/+$',
  'packages/core/src/target.ts \\{(.*)\\}',
  'packages/engine/src/routes.ts \\{[^}]*\\}',
  'packages/server/src/cli/args.ts , ([^,]*)$',
]);
const exposed = patterns.filter(({ place, source }) => !ownTexts.has(`${place.replace(/:\d+$/, '')} ${source}`));
/**
 * Patterns that the proof gives up on: one judges the configured address, the other splits the name of a field
 * by brackets, each of which ends what it began. Their time is measured below.
 */
const unproven = new Set(['base-url.ts', 'validator.ts']);
const proven = exposed.filter(({ place }) => ![...unproven].some((file) => place.includes(`core/src/${file}`)));

/** Texts that made other readers slow: long runs, then something that does not fit. */
const attacks = (size: number): string[] =>
  ['0', 'a', ' ', '=', '/', '.', '-', '[', '\t', 'a.', '1e', ', ', '[0]', '%', ':'].flatMap((part) =>
    ['', '!', '\n'].map((end) => part.repeat(Math.ceil(size / part.length)) + end),
  );

/** Milliseconds of the best of three runs: what else the machine does counts less. */
function timeOf(pattern: RegExp, text: string): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    text.replace(pattern, '');
    return performance.now() - start;
  });
  return Math.min(...times);
}

it('finds the patterns', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(patterns.length).toBeGreaterThan(30);
  expect(patterns.length - exposed.length).toBe(ownTexts.size);
});

it('proves what it should and refuses what it should', () => {
  expect(isSafe(/^(a+)+$/).safe).toBe(false);
  expect(isSafe(/=+$/).safe).toBe(false);
  expect(isSafe(/^[a-z]+$/).safe).toBe(true);
});

it.each(proven.map((pattern) => [`${pattern.place} /${pattern.source}/${pattern.flags}`, pattern] as const))(
  '%s',
  (_name, { source, flags }) => {
    const { safe, error } = isSafe(new RegExp(source, flags.replaceAll('y', '')), { timeout: 10_000 });
    // A sticky pattern is tried at one place only, as if it began with ^.
    const sticky = flags.includes('y') ? isSafe(new RegExp(`^(?:${source})`, flags.replace('y', ''))).safe : false;
    expect(safe || sticky, `${error}: write it so that no two ways lead through the same text`).toBe(true);
  },
);

it.each(exposed.map((pattern) => [`${pattern.place} /${pattern.source}/${pattern.flags}`, pattern] as const))(
  'takes no longer than its text is long: %s',
  (_name, { source, flags }) => {
    const pattern = new RegExp(source, flags);
    // 64 KiB is the longest body. Quadratic patterns take seconds for it, linear ones less than a millisecond.
    for (const text of attacks(65_536)) expect(timeOf(pattern, text)).toBeLessThan(100);
  },
);

it('no pattern is made at run time, but from the contract, whose patterns the generator proves', () => {
  expect(found.flatMap(({ made }) => made)).toEqual([
    "packages/validation/src/text.ts: new RegExp(shape.pattern, 'u')",
  ]);
});
