import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Files } from './model.ts';

/** Folders that hold nothing but generated files. */
const OWNED = /^(.*\/generated|docs\/samples)\//;

/**
 * Puts generated files in place, all or nothing.
 * Everything is written beside its place and then swapped in; a failure puts back what was there.
 * A `generated/` folder, and `docs/samples/`, is swapped as a whole: a file that is no longer generated disappears.
 * @returns Paths that changed.
 */
export function writeFiles(root: string, files: Files): string[] {
  const folders = new Map<string, Files>();
  const single: Files = new Map();
  for (const [path, text] of files) {
    const folder = OWNED.exec(path)?.[1];
    if (folder === undefined) single.set(path, text);
    else folders.set(folder, (folders.get(folder) ?? new Map()).set(path, text));
  }
  for (const path of [...folders.keys(), ...single.keys()]) recover(join(root, path));
  const changed: string[] = [];
  const replacements: Replacement[] = [];
  try {
    for (const [folder, wanted] of folders) {
      const differing = differences(root, folder, wanted);
      if (differing.length === 0) continue;
      changed.push(...differing);
      replacements.push(prepare(join(root, folder), (next) => writeFolder(next, folder, wanted)));
    }
    for (const [path, text] of single) {
      const target = join(root, path);
      if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
      changed.push(path);
      replacements.push(prepare(target, (next) => writeFile(next, text)));
    }
    // Everything is on disk by now: what is left are renames.
    for (const replacement of replacements) replacement.swap();
  } catch (error) {
    for (const replacement of replacements.reverse()) replacement.undo();
    throw error;
  }
  for (const replacement of replacements) replacement.finish();
  return changed.sort();
}

/** Undoes what a run that was killed left: between two renames the only copy stands beside its place. */
function recover(target: string): void {
  if (existsSync(`${target}.old`) && !existsSync(target)) renameSync(`${target}.old`, target);
  remove(`${target}.next`);
  remove(`${target}.old`);
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** What is to stand at a path, written beside it. */
interface Replacement {
  swap(): void;
  /** Puts everything back, swapped or not. */
  undo(): void;
  finish(): void;
}

function prepare(target: string, write: (next: string) => void): Replacement {
  const next = `${target}.next`;
  const old = `${target}.old`;
  try {
    write(next);
  } catch (error) {
    remove(next);
    throw error;
  }
  let [moved, swapped] = [false, false];
  return {
    swap() {
      if (existsSync(target)) {
        renameSync(target, old);
        moved = true;
      }
      renameSync(next, target);
      swapped = true;
    },
    undo() {
      if (swapped) remove(target);
      if (moved) renameSync(old, target);
      remove(next);
    },
    finish: () => remove(old),
  };
}

function writeFolder(next: string, folder: string, files: Files): void {
  for (const [path, text] of files) writeFile(join(next, relative(folder, path)), text);
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function differences(root: string, folder: string, wanted: Files): string[] {
  const target = join(root, folder);
  const entries = existsSync(target) ? readdirSync(target, { recursive: true, withFileTypes: true }) : [];
  const present = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  const stale = [...present].filter((path) => !wanted.has(path));
  const differing = [...wanted]
    .filter(([path, text]) => !present.has(path) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);
  return [...stale, ...differing];
}
