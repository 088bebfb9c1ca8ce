import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onDemand } from '../../scripts/lib/on-demand.mjs';
import { Stop } from '../../scripts/lib/stop.mjs';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { runtimes } from '../runtimes/installed.mjs';

const folder = inRoot('tests', 'portable');
const engine = inRoot('packages', 'engine');

/** Next at an exact version, beside the app that the engine is built into. */
export const next = onDemand('tests/portable', 'portable');

/** The wire cases, as data. */
export function readCases() {
  const cases = inRoot('spec', 'cases');
  return readdirSync(cases)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(cases, name), 'utf8')));
}

/** Bundles an entry with the built engine and the cases; returns the path of the file. */
export async function bundle(entry) {
  const main = join(engine, 'dist', 'index.js');
  if (!existsSync(main)) throw new Stop('The engine is not built: run "pnpm build" first.');
  const outfile = inRoot('.cache', 'portable-bundles', entry);
  const { build } = runtimes.require('esbuild');
  await build({
    entryPoints: [join(folder, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    alias: { '@thrivestack-revenue/engine': main },
    plugins: [
      {
        name: 'cases',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^cases$/ }, () => ({ path: 'cases', namespace: 'cases' }));
          onLoad({ filter: /.*/, namespace: 'cases' }, () => ({
            contents: `export const files = ${JSON.stringify(readCases())};`,
          }));
        },
      },
    ],
  });
  return outfile;
}

/** Puts the app and the built engine beside the installed Next; returns the app's folder. */
export function nextApp() {
  const app = next.folder;
  const copy = join(app, 'node_modules', '@thrivestack-revenue', 'engine');
  for (const old of [join(app, 'app'), join(app, '.next'), copy]) rmSync(old, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(join(engine, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(engine, 'package.json'), join(copy, 'package.json'));
  cpSync(join(folder, 'next', 'app'), join(app, 'app'), { recursive: true });
  cpSync(join(folder, 'run-cases.mjs'), join(app, 'run-cases.mjs'));
  return app;
}
