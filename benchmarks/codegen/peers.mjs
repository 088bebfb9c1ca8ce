/**
 * @typedef {object} Generator
 * @property {string} name
 * @property {string} folder Where its packages are installed, below `.cache/bench-codegen`.
 * @property {Readonly<Record<string, string>>} packages Exact versions; the first one is what is measured.
 * @property {string} writes What it makes of a contract.
 * @property {string} setUp What a user has to write for it.
 * @property {string} program Its command, from the folder.
 * @property {(spec: string, out: string) => readonly string[]} args
 * @property {string} [configName]
 * @property {(spec: string, out: string) => string} [config] Text of its configuration, written before each run.
 */

const text = (value) => JSON.stringify(value);

/** openapi-typescript runs on TypeScript 5, and hey-api on 5 or 6. */
const TYPESCRIPT = '5.9.3';
const KUBB = '4.39.3';
const ORVAL = '8.38.0';

const orval = (mock) => (spec, out) =>
  `export default {
  revenue: {
    input: ${text(spec)},
    output: {
      target: ${text(`${out}/revenue.ts`)},
      mode: 'split',
      client: 'react-query',
      httpClient: 'fetch',
      mock: ${mock},
    },
  },
};
`;

/** Other generators, each as its own documentation sets it up. @type {readonly Generator[]} */
export const peers = [
  {
    name: 'openapi-typescript',
    folder: 'openapi-typescript',
    packages: { 'openapi-typescript': '7.13.0', typescript: TYPESCRIPT },
    writes: 'types',
    setUp: 'nothing: two arguments',
    program: 'node_modules/openapi-typescript/bin/cli.js',
    args: (spec, out) => [spec, '--output', `${out}/types.ts`],
  },
  {
    name: '@hey-api/openapi-ts',
    folder: 'hey-api',
    packages: { '@hey-api/openapi-ts': '0.99.0', typescript: TYPESCRIPT },
    writes: 'types, client (fetch), functions, TanStack Query options (no hooks)',
    setUp: 'a configuration of 10 lines',
    program: 'node_modules/@hey-api/openapi-ts/bin/run.js',
    args: () => ['--file', 'openapi-ts.config.mjs', '--no-log-file'],
    configName: 'openapi-ts.config.mjs',
    config: (spec, out) => `export default {
  input: ${text(spec)},
  output: ${text(out)},
  plugins: [
    '@hey-api/typescript',
    '@hey-api/sdk',
    '@hey-api/client-fetch',
    '@tanstack/react-query',
  ],
};
`,
  },
  {
    name: 'orval',
    folder: 'orval',
    packages: { orval: ORVAL },
    writes: 'types, functions (fetch), TanStack Query options and hooks',
    setUp: 'a configuration of 10 lines',
    program: 'node_modules/orval/dist/bin/orval.mjs',
    args: () => ['--config', 'orval.config.mjs'],
    configName: 'orval.config.mjs',
    config: orval(false),
  },
  {
    name: 'orval, with mocks',
    folder: 'orval',
    packages: { orval: ORVAL },
    writes: 'the same, and mocks (msw handlers with random answers)',
    setUp: 'the same with `mock: true`',
    program: 'node_modules/orval/dist/bin/orval.mjs',
    args: () => ['--config', 'orval-mocks.config.mjs'],
    configName: 'orval-mocks.config.mjs',
    config: orval(true),
  },
  {
    name: '@kubb/cli',
    folder: 'kubb',
    packages: {
      '@kubb/cli': KUBB,
      '@kubb/core': KUBB,
      '@kubb/plugin-oas': KUBB,
      '@kubb/plugin-ts': KUBB,
      '@kubb/plugin-client': KUBB,
      '@kubb/plugin-react-query': KUBB,
    },
    writes: 'types, functions (fetch), TanStack Query options and hooks',
    setUp: 'six packages and a configuration of 15 lines',
    program: 'node_modules/@kubb/cli/bin/kubb.cjs',
    args: () => ['generate', '--config', 'kubb.config.mjs'],
    configName: 'kubb.config.mjs',
    config: (spec, out) => `import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginReactQuery } from '@kubb/plugin-react-query';
import { pluginTs } from '@kubb/plugin-ts';

export default defineConfig({
  input: { path: ${text(spec)} },
  output: { path: ${text(out)} },
  plugins: [
    pluginOas({ generators: [] }),
    pluginTs(),
    pluginClient({ client: 'fetch' }),
    pluginReactQuery({ client: { client: 'fetch' } }),
  ],
});
`,
  },
];
