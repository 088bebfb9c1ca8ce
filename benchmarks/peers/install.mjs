import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDemand } from '../../scripts/lib/on-demand.mjs';
import { lastLines, run } from '../../scripts/lib/process.mjs';
import { turbo } from '../../scripts/lib/turbo.mjs';
import { inRoot, nodeBinary } from '../../scripts/lib/workspace.mjs';
import { clients } from './clients.mjs';

/** Where the peers are, and a file for each client; nothing of it is part of the workspace. */
const peers = onDemand('benchmarks/peers', 'peers');
export const { folder: cache, inModules } = peers;
export const clientFile = (name, extension = 'mjs') => join(cache, 'clients', `${fileName(name)}.${extension}`);
const fileName = (name) => name.toLowerCase().replaceAll(/[^a-z]+/g, '-');

/** Builds our package, installs the others at the versions of the lockfile, and writes a module for each. */
export async function preparePeers() {
  await turbo('build', ['--filter=@thrivestack-revenue/core']);
  await peers.install();
  // Ours as users have it: the built files, through the exports of its package.json.
  const scope = inModules('@thrivestack-revenue');
  rmSync(scope, { recursive: true, force: true });
  mkdirSync(scope, { recursive: true });
  symlinkSync(inRoot('packages', 'core'), join(scope, 'core'), 'dir');
  await generateFromContract();
  mkdirSync(join(cache, 'clients'), { recursive: true });
  for (const client of clients) {
    writeFileSync(clientFile(client.name), moduleOf(client));
    writeFileSync(clientFile(client.name, 'ts'), typedCallOf(client));
  }
}

/** The plain hey-api client and openapi-fetch's types, both from this repository's contract. */
async function generateFromContract() {
  const spec = inRoot('spec', 'openapi.yaml');
  const config = {
    input: spec,
    output: join(cache, 'hey-api'),
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
  };
  writeFileSync(join(cache, 'openapi-ts.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  await done(nodeBinary(), [
    inModules('@hey-api', 'openapi-ts', 'bin', 'run.js'),
    '--file',
    'openapi-ts.config.mjs',
    '--no-log-file',
  ]);
  await done(nodeBinary(), [
    inModules('openapi-typescript', 'bin', 'cli.js'),
    spec,
    // A default makes a field optional, not required.
    '--default-non-nullable=false',
    '--output',
    join(cache, 'openapi-fetch.ts'),
  ]);
  // To plain JavaScript, file by file: what a bundler drops or keeps is measured later.
  const sources = readdirSync(join(cache, 'hey-api'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts'));
  const args = sources.map((name) => join('hey-api', name));
  await done(inModules('.bin', 'esbuild'), [
    ...args,
    '--outdir=hey-api-js',
    '--outbase=hey-api',
    '--format=esm',
    '--log-level=error',
  ]);
}

async function done(command, args) {
  const { code, tail } = await run(command, args, { cwd: cache });
  if (code !== 0) throw new Error(`${command} ${args[0]} failed:\n${lastLines(tail)}`);
}

/** `make(url, key, fetch, timeoutMs)` gives a client; `call(client, text, signal)` sends one POST with a JSON body. */
function moduleOf({ imports, make, call }) {
  return `${imports}
const split = (url) => { const { hostname, port } = new URL(url); return { host: hostname, port }; };
export const make = (url, key, fetch, timeoutMs) => ${make};
export const call = (client, text, signal) => ${call};
`;
}

/** The same call, as a user's TypeScript has it. */
function typedCallOf({ imports, make, call, typedImports = imports, typedMake = make }) {
  return `${typedImports}
declare const url: string, key: string, text: string;
declare const fetch: typeof globalThis.fetch | undefined;
declare const signal: AbortSignal | undefined;
declare const timeoutMs: number | undefined;
declare const split: (url: string) => { host: string; port: string };
const client = ${typedMake};
export const result = ${call};
`;
}

/** The version of a client, from what is installed. */
export function versionOf({ name, package: packageName }) {
  if (packageName === undefined) return name === 'node:http' || name === 'fetch' ? `Node ${process.versions.node}` : '';
  if (packageName.startsWith('@thrivestack-revenue/')) return 'this commit';
  return peers.version(packageName).replace(/^v/, '');
}
