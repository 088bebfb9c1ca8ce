import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from '../../scripts/lib/process.mjs';
import { inRoot } from '../../scripts/lib/workspace.mjs';

/** Where the peers are; nothing of it is part of the workspace. */
export const cache = inRoot('.cache', 'server-peers');
const source = inRoot('benchmarks', 'server', 'peers');

/** Installs the peers at the versions of the lockfile, and copies the servers that are written over them. */
export async function installPeers() {
  const files = ['package.json', 'package-lock.json'];
  const wanted = files.map((name) => readFileSync(join(source, name), 'utf8')).join('');
  const stamp = join(cache, '.installed');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    for (const name of files) cpSync(join(source, name), join(cache, name));
    const args = ['ci', '--prefix', cache, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
    const { code, tail } = await run('npm', args, { cwd: cache });
    if (code !== 0) throw new Error(`npm could not install the peers:\n${lastLines(tail)}`);
    writeFileSync(stamp, wanted);
  }
  cpSync(join(source, 'servers'), join(cache, 'servers'), { recursive: true });
}

export function peerVersion(name) {
  return JSON.parse(readFileSync(join(cache, 'node_modules', name, 'package.json'), 'utf8')).version;
}
