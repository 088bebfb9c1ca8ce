import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from './process.mjs';
import { Stop } from './stop.mjs';
import { inRoot, nodeBinary } from './workspace.mjs';

/**
 * Packs a built package as `pnpm publish` would: its `files`, with `workspace:` replaced.
 * @param {string} name the folder in packages/
 * @param {string} to the folder that gets the tarball
 * @returns {Promise<string>} the tarball's path
 */
export async function pack(name, to) {
  const folder = inRoot('packages', name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  mkdirSync(to, { recursive: true });
  const pnpm = inRoot('node_modules', 'pnpm', 'bin', 'pnpm.cjs');
  await done(nodeBinary(), [pnpm, 'pack', '--pack-destination', to, '--silent'], folder);
  return join(to, `thrivestack-revenue-${name}-${version}.tgz`);
}

/** Packs a built package and unpacks it into a folder's node_modules, as an installation would. */
export async function installPacked(name, folder) {
  const tarball = await pack(name, join(folder, 'tarballs'));
  const to = join(folder, 'node_modules', '@thrivestack-revenue', name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  await done('tar', ['-xzf', tarball, '--strip-components=1', '-C', to], folder);
  return to;
}

async function done(command, args, cwd) {
  const { code, tail, error } = await run(command, args, { cwd });
  if (code !== 0) throw new Stop(`${command} ${args[0]} failed in ${cwd}: ${error?.message ?? `\n${lastLines(tail)}`}`);
}
