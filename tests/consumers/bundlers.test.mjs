import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { consumers, packaged } from './installed.mjs';
import { jsonOf } from './node.mjs';

/*
 * Which side of `#transport` a bundler takes for a target, and what of Node comes into its output: only that of Node
 * may be made of Node's modules, whatever package.json says. The builds of browsers and edges hold every entry of
 * every package that may run there; the peers stay outside.
 */

const PEERS = ['@tanstack/react-query', 'msw', 'react', 'react/jsx-runtime'];
/** Node's modules are asked for at the first call, never imported. */
const ON_NODE = { condition: 'node', nodeModules: ['node:http', 'node:https', 'node:net', 'node:tls'], imports: [] };
const ELSEWHERE = { nodeModules: [], imports: PEERS };
const EXPECTED = {
  browser: { condition: 'browser', ...ELSEWHERE },
  node: ON_NODE,
  'node, ESM': ON_NODE,
  'node, CommonJS': ON_NODE,
  'edge (Vercel)': { condition: 'edge-light', ...ELSEWHERE },
  'edge (Cloudflare)': { condition: 'workerd', ...ELSEWHERE },
};

/** The file that the packed package names for a condition. */
function named(condition) {
  const { imports } = JSON.parse(readFileSync(join(packaged('core'), 'package.json'), 'utf8'));
  return basename(imports['#transport'][condition].import, '.js');
}

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
    const { condition, ...expected } = EXPECTED[target];
    expect(outcome).toEqual({ transport: named(condition), ...expected });
    // Nothing was dropped on the way to these answers.
    expect(bytes).toBeGreaterThan(target.startsWith('node') ? 8_000 : 80_000);
  });

  it('has no other target', () => {
    expect(Object.keys(outcomes)).toEqual(targets);
  });
});
