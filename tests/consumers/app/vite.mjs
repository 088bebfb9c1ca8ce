// Builds for every kind of target with Vite, and prints what came out as JSON.
import { build } from 'vite';
import { external, outcomeOf } from './outcome.mjs';

const TARGETS = {
  browser: { entry: 'browser.mjs' },
  node: { entry: 'one-call.mjs', ssr: { noExternal: true } },
  'edge (Vercel)': { entry: 'browser.mjs', ssr: edge('edge-light') },
  'edge (Cloudflare)': { entry: 'browser.mjs', ssr: edge('workerd') },
};

/** A worker bundles everything, and is resolved by its platform's name first. */
function edge(condition) {
  return { noExternal: true, target: 'webworker', resolve: { conditions: [condition, 'worker', 'browser', 'module'] } };
}

const outcomes = {};
for (const [target, { entry, ssr }] of Object.entries(TARGETS)) {
  let inputs = [];
  const list = {
    name: 'list',
    buildEnd() {
      inputs = [...this.getModuleIds()];
    },
  };
  const { output } = await build({
    ...{ configFile: false, logLevel: 'error', plugins: [list], ...(ssr ? { ssr } : {}) },
    build: {
      ...{ ssr: ssr !== undefined, write: false, minify: true, target: 'es2022' },
      rolldownOptions: { input: entry, external },
    },
  });
  outcomes[target] = outcomeOf(inputs, output.map(({ code = '' }) => code).join('\n'));
}
console.log(JSON.stringify(outcomes));
