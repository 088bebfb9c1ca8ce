/**
 * Measures our client beside others, all in one run.
 *
 *   pnpm bench:sdk                    every part; writes benchmarks/results/sdk.md, sdk.json and the table in core's README
 *   pnpm bench:sdk -- size types      some of size, start, load, cost, abort, types, install; writes nothing
 *
 * The others are installed at exact versions into .cache/peers/, never into the workspace.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { clients } from '../peers/clients.mjs';
import { preparePeers, versionOf } from '../peers/install.mjs';
import { say } from './measure.mjs';
import { abort, cost, install, load, size, start, types } from './parts.mjs';
import { writeReadme } from './readme.mjs';
import { report } from './report.mjs';

const parts = { size, start, load, cost, abort, types, install };
const ORDER = Object.keys(parts);
const chosen = process.argv.slice(2).filter((argument) => argument !== '--');
for (const name of chosen) if (!ORDER.includes(name)) throw new Error(`There is no part ${name}: ${ORDER.join(', ')}.`);
const taking = chosen.length > 0 ? ORDER.filter((name) => chosen.includes(name)) : ORDER;
const machineLoad = () => Number((loadavg()[0] ?? 0).toFixed(1));

await preparePeers();
const loadBefore = machineLoad();
const measured = {};
for (const part of taking) {
  const started = performance.now();
  measured[part] = await parts[part](clients);
  say(`${part}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
const result = {
  command: 'pnpm bench:sdk',
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.versions.node,
    loadBefore,
    loadAfter: machineLoad(),
  },
  versions: Object.fromEntries(clients.map((client) => [client.name, versionOf(client)])),
  parts: measured,
};
const text = report(result);
process.stdout.write(text);
if (chosen.length === 0) {
  mkdirSync(inRoot('benchmarks', 'results'), { recursive: true });
  writeFileSync(inRoot('benchmarks', 'results', 'sdk.md'), text);
  writeFileSync(inRoot('benchmarks', 'results', 'sdk.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeReadme(result);
}
