import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packaged } from './build-app.ts';

type Conditions = Readonly<Record<'import' | 'require', { readonly default: string }>>;

const root = packaged('react');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Readonly<Record<string, Conditions | string>>;
};
const files = Object.entries(exports).flatMap(([entry, conditions]) =>
  typeof conditions === 'string'
    ? []
    : [conditions.import, conditions.require].map((each) => [entry, each.default] as const),
);
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const HOOKS = /\bcreateContext\b|\buse(?:Context|Effect|Mutation|Query|State|SyncExternalStore)\b/;
const DIRECTIVE = /['"]use client['"]/g;

/** A built file, and every chunk of the package that it imports. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  const path = normalize(file);
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, chunk = ''] of read(path).matchAll(/(?:from|import|require\()\s*['"](\.[^'"]+)['"]/g)) {
    reached(join(dirname(path), chunk), seen);
  }
  return seen;
}

describe('the packed package', () => {
  it('has each entry as ESM and as CJS', () => {
    expect(files.map(([entry]) => entry)).toEqual(expect.arrayContaining(['.', '.', './server', './server']));
    for (const [, file] of files) expect(existsSync(join(root, file)), file).toBe(true);
  });

  it.each(files)('%s (%s) has the directive at its first byte if it has hooks, and nowhere else', (entry, file) => {
    const all = [...reached(file)];
    const isClient = all.some((path) => HOOKS.test(read(path)));
    if (entry === '.') expect(isClient).toBe(true);
    if (entry === './server') expect(isClient).toBe(false);
    expect(read(file).startsWith("'use client';")).toBe(isClient);
    expect(all.flatMap((path) => read(path).match(DIRECTIVE) ?? [])).toHaveLength(isClient ? 1 : 0);
  });

  it.each(files.filter(([entry]) => entry === './server'))('%s (%s) reaches no context', (_entry, file) => {
    for (const path of reached(file)) expect(read(path), path).not.toMatch(/\bcreateContext\b/);
  });
});
