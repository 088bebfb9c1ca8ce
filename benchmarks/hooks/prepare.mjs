import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDemand } from '../../scripts/lib/on-demand.mjs';
import { lastLines, run } from '../../scripts/lib/process.mjs';
import { turbo } from '../../scripts/lib/turbo.mjs';
import { inRoot, nodeBinary, toolEnvironment } from '../../scripts/lib/workspace.mjs';
import { generators } from './generators.mjs';

const packages = onDemand('benchmarks/hooks', 'bench-hooks');
export const { folder, inModules } = packages;
export const contestants = generators(inRoot('spec', 'openapi.yaml'));

/** Files of a contestant: its module, and the same for Node. */
export const moduleFile = ({ name }, extension = 'ts') =>
  join(folder, `${name.replaceAll(/[^a-z\d]+/gi, '-')}.${extension}`);
export const versionOf = ({ commands, package: name }) =>
  commands.length > 0 || name === 'openapi-react-query' ? packages.version(name) : 'this commit';

/** What an application has anyway. */
export const EXTERNAL = ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client', '@tanstack/react-query'];

/** Builds ours, installs the others at the versions of the lockfile, and generates all from one contract. */
export async function prepare() {
  await turbo('build', ['--filter=@thrivestack-revenue/react']);
  await packages.install();
  // Ours as users have it: the built files, through the exports of its package.json.
  const scope = inModules('@thrivestack-revenue');
  rmSync(scope, { recursive: true, force: true });
  mkdirSync(scope, { recursive: true });
  for (const name of ['core', 'react']) symlinkSync(inRoot('packages', name), join(scope, name), 'dir');
  for (const contestant of contestants) {
    for (const { program, args, config } of contestant.commands) {
      if (config) writeFileSync(join(folder, config[0]), config[1]);
      await done([inModules(...program), ...args]);
    }
    writeFileSync(moduleFile(contestant), contestant.module);
    await bundle(moduleFile(contestant), moduleFile(contestant, 'mjs'), ['--platform=browser']);
  }
}

/** Bundles a file without what an application has anyway. */
export async function bundle(from, to, more = []) {
  const external = EXTERNAL.map((name) => `--external:${name}`);
  await done([
    inModules('esbuild', 'bin', 'esbuild'),
    from,
    '--bundle',
    '--format=esm',
    '--target=es2022',
    '--log-level=error',
    `--outfile=${to}`,
    ...external,
    ...more,
  ]);
}

async function done(args) {
  const env = toolEnvironment({ KUBB_DISABLE_TELEMETRY: '1', CI: 'true' });
  const binary = args[0].includes('esbuild') ? args : [nodeBinary(), ...args];
  const { code, tail } = await run(binary[0], binary.slice(1), { cwd: folder, env });
  if (code !== 0) throw new Error(`${args[0]} failed:\n${lastLines(tail)}`);
}
