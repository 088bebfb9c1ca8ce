import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Files } from './model.ts';

/** Folders that hold nothing but generated files. */
const OWNED = /^(.*\/generated|docs\/samples)\//;

/**
 * Puts generated files in place, all or nothing for each folder.
 * A `generated/` folder, and `docs/samples/`, is written beside and swapped, so that a failure leaves the old one whole
 * and a file that is no longer generated disappears. Files elsewhere are replaced one by one.
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
  const changed: string[] = [];
  const prepared: (() => void)[] = [];
  for (const [folder, wanted] of folders) {
    const differing = differences(root, folder, wanted);
    if (differing.length === 0) continue;
    changed.push(...differing);
    prepared.push(prepareFolder(root, folder, wanted));
  }
  for (const [path, text] of single) {
    const target = join(root, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
    changed.push(path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.next`, text);
    prepared.push(() => renameSync(`${target}.next`, target));
  }
  // Everything is on disk by now: what is left are renames.
  for (const swap of prepared) swap();
  return changed.sort();
}

function prepareFolder(root: string, folder: string, wanted: Files): () => void {
  const target = join(root, folder);
  const next = `${target}.next`;
  const old = `${target}.old`;
  rmSync(next, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
  for (const [path, text] of wanted) {
    const file = join(next, relative(folder, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return () => {
    if (existsSync(target)) renameSync(target, old);
    renameSync(next, target);
    rmSync(old, { recursive: true, force: true });
  };
}

function differences(root: string, folder: string, wanted: Files): string[] {
  const target = join(root, folder);
  const present = existsSync(target)
    ? readdirSync(target, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    : [];
  const stale = present.filter((path) => !wanted.has(path));
  const differing = [...wanted]
    .filter(([path, text]) => !present.includes(path) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);
  return [...stale, ...differing];
}
