import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { installPacked } from '../../scripts/lib/packed.mjs';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { runtimes } from './installed.mjs';

/** The app that every runtime runs: the packed package in node_modules, and the cases as one file. */
export const app = inRoot('.cache', 'runtimes-app');

/** How each kind of bundle is made, in the words that its platform's own tools give to esbuild. */
const BUNDLES = {
  worker: { conditions: ['workerd', 'worker', 'browser'], format: 'esm' },
  edge: { conditions: ['edge-light', 'worker', 'browser'], format: 'iife' },
  page: { conditions: ['browser'], format: 'iife' },
};

/**
 * Packs the client and builds what each runtime runs.
 * @returns the path of the packed package, and for each bundle its text and the transport in it
 */
export async function buildApp() {
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(app, 'package.json'),
    '{ "private": true, "dependencies": { "@thrivestack-revenue/core": "*" } }\n',
  );
  cpSync(inRoot('tests', 'runtimes', 'entries'), app, { recursive: true });
  const core = await installPacked('core', app);
  writeProbes(core);
  const { build } = runtimes.require('esbuild');
  await buildCases(build);
  const bundles = {};
  for (const [name, { conditions, format }] of Object.entries(BUNDLES)) {
    const outfile = join(app, 'bundles', `${name}.js`);
    const usual = {
      bundle: true,
      minify: true,
      metafile: true,
      logLevel: 'error',
      platform: 'neutral',
      target: 'es2022',
    };
    const entryPoints = [join(app, `${name}.mjs`)];
    const { metafile } = await build({ ...usual, entryPoints, outfile, conditions, format, absWorkingDir: app });
    bundles[name] = { file: outfile, transport: transportIn(metafile) };
  }
  return bundles;
}

/** Files inside the package, because only it may resolve its own `#transport`. */
function writeProbes(core) {
  writeFileSync(
    join(core, 'taken.mjs'),
    `export const taken = import.meta.resolve('#transport');
`,
  );
  writeFileSync(
    join(core, 'taken.cjs'),
    `exports.taken = require.resolve('#transport');
`,
  );
}

/** The cases as one file that imports nothing and knows no `process`. */
async function buildCases(build) {
  const outfile = join(app, 'cases.mjs');
  const entryPoints = [inRoot('tests', 'runtimes', 'cases', 'play.ts')];
  const { metafile } = await build({
    ...{ entryPoints, outfile, bundle: true, metafile: true, format: 'esm', platform: 'neutral', target: 'es2022' },
    logLevel: 'error',
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  if (imported.length > 0) throw new Error(`The cases import ${imported.join(', ')}.`);
  if (/\bprocess\s*(\?\.|\.|\[)/.test(readFileSync(outfile, 'utf8'))) throw new Error('The cases use process.');
}

/** The file that a bundler took for the package's `#transport`, without its extension: the copy is CommonJS. */
function transportIn({ inputs }) {
  const taken = new Set(
    Object.values(inputs)
      .flatMap(({ imports }) => imports)
      .filter(({ original }) => original === '#transport')
      .map(({ path }) => basename(path, extname(path))),
  );
  return [...taken].join(' and ') || 'none';
}
