import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../e2e/processes.ts';

const SOURCE = join(ROOT, 'tests', 'rendering', 'app');

/** The built app; as deep in the repository as its source. */
export const APP = join(ROOT, '.cache', 'rendering', 'app');

export const NEXT = join(APP, 'node_modules', 'next', 'dist', 'bin', 'next');

/** A package of ours as it is in the app: packed, and unpacked again, as npm does it. */
export const packaged = (name: string): string => join(APP, 'node_modules', '@thrivestack-revenue', name);

/** Copies the app, gives it the packed packages, and builds it; runs once before the tests. */
export default function buildApp(): void {
  rmSync(APP, { recursive: true, force: true });
  mkdirSync(APP, { recursive: true });
  for (const name of readdirSync(SOURCE)) {
    if (!/^(?:node_modules|\.next|next-env\.d\.ts)$/.test(name))
      cpSync(join(SOURCE, name), join(APP, name), { recursive: true });
  }
  linkInstalled();
  for (const name of ['core', 'react']) unpack(name);
  execFileSync(process.execPath, [NEXT, 'build'], { cwd: APP, stdio: ['ignore', 'ignore', 'inherit'], env: nextEnv() });
}

/** What Next needs of the environment, and nothing of the tests'. */
export function nextEnv(): NodeJS.ProcessEnv & Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
}

/** Links what is installed for the app's source, but for our own packages. */
function linkInstalled(): void {
  const from = join(SOURCE, 'node_modules');
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === '@thrivestack-revenue') continue;
    const names = name.startsWith('@') ? readdirSync(join(from, name)).map((inner) => join(name, inner)) : [name];
    for (const each of names) {
      const link = join(APP, 'node_modules', each);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(from, each), link, 'dir');
    }
  }
}

function unpack(name: string): void {
  const cwd = join(ROOT, 'packages', name);
  if (!existsSync(join(cwd, 'dist')))
    throw new Error(`${name} is not built: run \`npm test -- rendering\`, which builds it.`);
  const pnpm = join(ROOT, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs');
  const file = join(APP, `${name}.tgz`);
  execFileSync(process.execPath, [pnpm, 'pack', '--out', file], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(packaged(name), { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', packaged(name), '--strip-components=1']);
  rmSync(file);
}
