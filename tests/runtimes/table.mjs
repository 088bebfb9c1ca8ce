/**
 * Where the client is tested, and what is expected there.
 *
 * @typedef {object} Runtime
 * @property {string} name
 * @property {'ESM' | 'CommonJS' | 'bundled'} modules How the package is loaded.
 * @property {'node' | 'fetch' | 'browser'} transport Which of the package's transports is taken there.
 * @property {import('./cases/case.ts').RuntimeTraits} traits
 * @property {string} launch The function of `launch.mjs` that runs it.
 * @property {string} [program] The program that runs it, where there is one.
 */

const server = { page: false, secure: true, environment: true };
const worker = { page: false, secure: true, environment: false };
const page = { page: true, secure: true, environment: false };

const nodes = ['20', '22', '24', '26'].flatMap((version) =>
  ['ESM', 'CommonJS'].map((modules) => ({
    name: `Node ${version}`,
    modules,
    transport: 'node',
    traits: server,
    launch: 'node',
    program: `node-${version}`,
  })),
);

/** @type {readonly Runtime[]} */
export const table = [
  ...nodes,
  { name: 'Bun', modules: 'ESM', transport: 'fetch', traits: server, launch: 'bun', program: 'bun' },
  { name: 'Deno', modules: 'ESM', transport: 'fetch', traits: server, launch: 'deno', program: 'deno' },
  { name: 'workerd (Cloudflare)', modules: 'bundled', transport: 'fetch', traits: worker, launch: 'workerd' },
  { name: 'edge-runtime (Vercel)', modules: 'bundled', transport: 'fetch', traits: worker, launch: 'edge' },
  { name: 'Chromium', modules: 'bundled', transport: 'browser', traits: page, launch: 'chromium' },
  {
    name: 'Chromium, insecure page',
    modules: 'bundled',
    transport: 'browser',
    traits: { ...page, secure: false },
    launch: 'chromium',
  },
  { name: 'Firefox ESR', modules: 'bundled', transport: 'browser', traits: page, launch: 'firefox' },
];
