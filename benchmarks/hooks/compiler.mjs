import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { compile } from '../../tests/react-compiler/compile.ts';
import { folder } from './prepare.mjs';

/** Hooks in what was generated, and how many of them the React Compiler compiles. */
export function compiled({ hooks, commands }) {
  if (hooks === '') return undefined;
  const cwd = commands.length === 0 ? inRoot() : folder;
  const files = globSync(hooks, { cwd }).filter((file) => !file.includes('.test.'));
  const results = files.map((file) => compile(relative(cwd, `${cwd}/${file}`), readFileSync(`${cwd}/${file}`, 'utf8')));
  const declared = new Set(results.flatMap((each) => each.declared.filter((name) => name.startsWith('use'))));
  const done = new Set(results.flatMap((each) => each.compiled));
  const refused = results.flatMap((each) => each.refused);
  return {
    hooks: declared.size,
    compiled: [...declared].filter((name) => done.has(name)).length,
    why: refused[0]?.split('\n')[0],
  };
}
