/**
 * Plays the same scenes with our hooks and with those of other generators, all from spec/openapi.yaml.
 *
 *   pnpm bench:hooks   writes benchmarks/results/hooks.md and .json, and the table in packages/react/README.md
 *
 * The others are installed at the versions of a lockfile into .cache/, never into the workspace.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { lastLines, run } from '../../scripts/lib/process.mjs';
import { inRoot, nodeBinary } from '../../scripts/lib/workspace.mjs';
import { compiled } from './compiler.mjs';
import { contestants, folder, moduleFile, prepare, versionOf } from './prepare.mjs';
import { intoReadme, report } from './report.mjs';
import { sizeOf, sizesOfOurs } from './size.mjs';

const CHILD = fileURLToPath(new URL('./child.mjs', import.meta.url));
const say = (line) => process.stderr.write(`${line}\n`);

/** Plays the scenes in a process of its own. */
async function play(contestant) {
  const { code, tail } = await run(nodeBinary(), [CHILD, moduleFile(contestant, 'mjs'), folder], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Error(`${contestant.name} failed:\n${lastLines(tail)}`);
  return JSON.parse(tail.trim().split('\n').at(-1));
}

await prepare();
const rows = [];
for (const contestant of contestants) {
  say(`playing ${contestant.name}`);
  rows.push({
    name: contestant.name,
    version: versionOf(contestant),
    ...(await play(contestant)),
    gzip: await sizeOf(contestant),
    compiler: compiled(contestant),
  });
}
const result = {
  date: new Date().toISOString().slice(0, 10),
  command: 'pnpm bench:hooks',
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.versions.node,
    load: Math.round(loadavg()[0]),
  },
  peers: Object.fromEntries(
    ['react', '@tanstack/react-query', 'babel-plugin-react-compiler'].map((name) => [name, peerVersion(name)]),
  ),
  ours: await sizesOfOurs(),
  rows,
};
const text = report(result);
process.stdout.write(text);
writeFileSync(inRoot('benchmarks', 'results', 'hooks.md'), text);
writeFileSync(inRoot('benchmarks', 'results', 'hooks.json'), `${JSON.stringify(result, null, 2)}\n`);
intoReadme(inRoot('packages', 'react', 'README.md'), result);

function peerVersion(name) {
  const modules = name.startsWith('babel') ? inRoot('node_modules') : `${folder}/node_modules`;
  return JSON.parse(readFileSync(`${modules}/${name}/package.json`, 'utf8')).version;
}
