import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.cache/node-22', import.meta.url));
const name = `node-linux-${process.arch}`;

/**
 * The path of a Node 22, installed from the npm registry into `.cache/` when it is not there.
 * @throws Error with what npm said when it cannot be installed.
 */
export function nodeTwentyTwo(): string {
  const binary = join(folder, 'node_modules', name, 'bin/node');
  if (existsSync(binary)) return binary;
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@22`];
  try {
    execFileSync('npm', args, { stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    throw new Error(`Node 22 is not there and could not be installed: npm ${args.join(' ')}`, { cause: error });
  }
  return binary;
}
