import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { lastLines, run } from './process.mjs';
import { step } from './steps.mjs';
import { Stop } from './stop.mjs';
import { inRoot } from './workspace.mjs';

const FILES = ['package.json', 'package-lock.json'];
const STAMP = '.installed';

/**
 * Packages that are installed when they are needed, at the versions of a lockfile, outside the workspace.
 * @param {string} from the folder with package.json and package-lock.json, from the root
 * @param {string} to the folder in `.cache/` that gets node_modules
 */
export function onDemand(from, to) {
  const folder = inRoot('.cache', to);
  const inModules = (...parts) => join(folder, 'node_modules', ...parts);
  return {
    folder,
    inModules,
    /** Resolves and requires as a file in the folder would. */
    require: createRequire(join(folder, 'main.cjs')),
    /** The version that is installed. */
    version: (name) => JSON.parse(readFileSync(inModules(name, 'package.json'), 'utf8')).version,
    /** Installs, unless that has been done for this lockfile. @throws Stop when npm fails */
    async install() {
      const texts = FILES.map((name) => readFileSync(inRoot(from, name), 'utf8'));
      const stamp = join(folder, STAMP);
      if (existsSync(stamp) && readFileSync(stamp, 'utf8') === texts.join('')) return;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      FILES.forEach((name, index) => {
        writeFileSync(join(folder, name), texts[index]);
      });
      await step(`Installing ${from}/package-lock.json`, () => npmCi(from, folder));
      writeFileSync(stamp, texts.join(''));
    },
  };
}

async function npmCi(from, folder) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const { code, tail, error } = await run('npm', ['ci', '--prefix', folder, ...quiet], { cwd: folder });
  if (code === 0) return;
  throw new Stop(`npm could not install ${from}: ${error?.message ?? `\n${lastLines(tail)}`}`);
}
