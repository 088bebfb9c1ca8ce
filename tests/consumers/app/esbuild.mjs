// Builds for every kind of target with esbuild, in the words that each platform's own tools give to it, and prints
// what came out as JSON.
import { build } from 'esbuild';
import { external, outcomeOf } from './outcome.mjs';

const TARGETS = {
  browser: { platform: 'browser', entry: 'browser.mjs' },
  'node, ESM': { platform: 'node', entry: 'one-call.mjs' },
  'node, CommonJS': { platform: 'node', format: 'cjs', entry: 'one-call.mjs' },
  'edge (Vercel)': { platform: 'neutral', conditions: ['edge-light', 'worker', 'browser'], entry: 'browser.mjs' },
  'edge (Cloudflare)': { platform: 'neutral', conditions: ['workerd', 'worker', 'browser'], entry: 'browser.mjs' },
};

const outcomes = {};
for (const [target, { entry, ...more }] of Object.entries(TARGETS)) {
  const { metafile, outputFiles } = await build({
    ...{ entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: 'es2022', outdir: 'out', external },
    ...{ metafile: true, write: false, logLevel: 'error' },
    ...more,
  });
  const inputs = Object.keys(metafile.inputs);
  outcomes[target] = outcomeOf(inputs, outputFiles.map(({ text }) => text).join('\n'));
}
console.log(JSON.stringify(outcomes));
