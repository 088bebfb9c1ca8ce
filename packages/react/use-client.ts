import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The text alone, wherever it stands: the bundler's CJS has it in the middle of a line. */
const DIRECTIVE = /(['"])use client\1;?[ \t]*\n?/g;

/** What must not be reachable from an entry that runs on the server. */
const CLIENT_ONLY = /(['"])use client\1|\bcreateContext\b/;

/**
 * Puts the `'use client'` of a built entry at its first byte.
 *
 * The bundler's CJS has it behind other statements, where it means nothing.
 * @throws Error when there is not exactly one.
 */
export function directiveFirst(file: string, text: string): string {
  const found = text.match(DIRECTIVE)?.length ?? 0;
  if (found !== 1) throw new Error(`${file}: expected 'use client' once, found it ${found} times.`);
  return `'use client';\n${text.replace(DIRECTIVE, '')}`;
}

/**
 * Finds what a built file reaches: itself, and every chunk it imports.
 *
 * @param files Texts of all built files by name.
 */
export function reachableFrom(entry: string, files: ReadonlyMap<string, string>): Set<string> {
  const seen = new Set<string>();
  const queue = [entry];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = files.get(name);
    if (text === undefined) throw new Error(`${name} is imported, but was not built.`);
    for (const [, imported] of text.matchAll(/(?:from|import|require\()\s*['"]\.\/([^'"]+)['"]/g)) {
      if (imported) queue.push(imported);
    }
  }
  return seen;
}

/**
 * Makes the built files right: the directive first in client entries, nowhere else.
 *
 * @returns The texts that changed, by name.
 * @throws Error when an entry has no directive, or another file has what only a client entry may have.
 */
export function placeDirectives(
  files: ReadonlyMap<string, string>,
  clients: readonly string[],
  servers: readonly string[],
): Map<string, string> {
  const changed = new Map<string, string>();
  const names = (entries: readonly string[]): string[] => entries.flatMap((entry) => [`${entry}.js`, `${entry}.cjs`]);
  for (const name of names(clients)) changed.set(name, directiveFirst(name, files.get(name) ?? ''));
  for (const [name, text] of files) {
    if (!changed.has(name) && text.match(DIRECTIVE)) throw new Error(`${name}: 'use client' belongs in entries only.`);
  }
  for (const name of names(servers)) {
    for (const reached of reachableFrom(name, files)) {
      const [what] = CLIENT_ONLY.exec(files.get(reached) ?? '') ?? [];
      if (what) throw new Error(`${reached}: ${what} is reached from ${name}, which has to run on a server.`);
    }
  }
  return changed;
}

/** Runs `placeDirectives` over a folder of built files; entries that are no clients are for servers. */
export function finishDirectives(folder: URL, clients: readonly string[]): void {
  const built = readdirSync(folder).filter((name) => /\.c?js$/.test(name));
  const files = new Map(built.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
  const servers = built
    .flatMap((name) => /^([a-z]+)\.js$/.exec(name)?.[1] ?? [])
    .filter((name) => !clients.includes(name));
  for (const [name, text] of placeDirectives(files, clients, servers)) writeFileSync(new URL(name, folder), text);
}
