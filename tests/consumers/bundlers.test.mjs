import { beforeAll, describe, expect, it } from 'vitest';
import { consumers } from './installed.mjs';
import { jsonOf } from './node.mjs';

/*
 * Which side of `#transport` a bundler takes for a target, and what of Node comes into its output. The builds of
 * browsers and edges hold every entry of every package that may run there; the peers stay outside.
 */

const PEERS = ['@tanstack/react-query', 'msw', 'react', 'react/jsx-runtime'];
const EXPECTED = {
  browser: { transport: 'transport-fetch', nodeModules: [], imports: PEERS },
  // Node's modules are asked for at the first call, never imported.
  node: {
    transport: 'transport-node',
    nodeModules: ['node:http', 'node:https', 'node:net', 'node:tls'],
    imports: [],
  },
  edge: { transport: 'transport-fetch', nodeModules: [], imports: PEERS },
};

describe.each([
  ['esbuild', 'esbuild.mjs', ['browser', 'node, ESM', 'node, CommonJS', 'edge (Vercel)', 'edge (Cloudflare)']],
  ['vite', 'vite.mjs', ['browser', 'node', 'edge (Vercel)', 'edge (Cloudflare)']],
])('%s', (bundler, script, targets) => {
  let outcomes;
  beforeAll(async () => {
    outcomes = await jsonOf([script]);
  });

  it.each(targets)('for %s', (target) => {
    const { bytes, ...outcome } = outcomes[target];
    console.info(`${bundler} ${consumers.version(bundler)}, ${target}: ${outcome.transport}, ${bytes} bytes`);
    expect(outcome).toEqual(EXPECTED[target.split(/[ ,]/)[0]]);
    // Nothing was dropped on the way to these answers.
    expect(bytes).toBeGreaterThan(target.startsWith('node') ? 10_000 : 80_000);
  });

  it('has no other target', () => {
    expect(Object.keys(outcomes)).toEqual(targets);
  });
});
