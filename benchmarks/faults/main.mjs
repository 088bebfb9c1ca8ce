/**
 * Takes our client and others through the faults of one server, and prints the table.
 *
 *   pnpm bench:faults            every client; writes benchmarks/results/faults.md and faults.json
 *   pnpm bench:faults stripe     some of them; writes nothing
 *
 * The others are installed at exact versions into .cache/peers/, never into the workspace.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { start } from '../../scripts/lib/process.mjs';
import { inRoot, nodeBinary, toolEnvironment } from '../../scripts/lib/workspace.mjs';
import { clients } from '../peers/clients.mjs';
import { preparePeers, versionOf } from '../peers/install.mjs';
import { cases } from './cases.mjs';
import { report } from './report.mjs';

const CAP_SECONDS = 25;
const TIMEOUT_SECONDS = 5;
const PROCESSES = 3;
const chosen = process.argv.slice(2).filter((argument) => argument !== '--');
const taking = clients.filter(({ name, sdk }) => (chosen.length > 0 ? chosen.includes(name) : sdk));
const say = (line) => process.stderr.write(`${line}\n`);

async function take(client) {
  say(`${client.name} …`);
  let text = '';
  const child = start(nodeBinary(), [inRoot('benchmarks', 'faults', 'run-client.mjs'), client.name], {
    env: toolEnvironment({ NODE_OPTIONS: '', THRIVESTACK_API_KEY: '' }),
    onOutput: (chunk) => {
      text += chunk;
    },
  });
  const { code } = await child.exited;
  if (code !== 0) throw new Error(`${client.name} ended with ${code}:\n${child.tail()}`);
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  const results = Object.fromEntries(lines.map((line) => JSON.parse(line)).map(({ name, ...rest }) => [name, rest]));
  say(`${client.name}: ${Object.keys(results).length} cases`);
  return { name: client.name, version: versionOf(client), results };
}

await preparePeers();
const waiting = taking.map((client, index) => ({ client, index }));
const taken = [];
const lane = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) taken[next.index] = await take(next.client);
};
await Promise.all(Array.from({ length: PROCESSES }, lane));

const result = {
  command: 'pnpm bench:faults',
  date: new Date().toISOString().slice(0, 10),
  machine: { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, node: process.versions.node },
  capSeconds: CAP_SECONDS,
  timeoutSeconds: TIMEOUT_SECONDS,
  cases: [...cases.map(({ name }) => name), 'console.log(client)', 'unhandled rejections'],
  clients: taken,
};
const text = report(result);
process.stdout.write(text);
if (chosen.length === 0) {
  mkdirSync(inRoot('benchmarks', 'results'), { recursive: true });
  writeFileSync(inRoot('benchmarks', 'results', 'faults.md'), text);
  writeFileSync(inRoot('benchmarks', 'results', 'faults.json'), `${JSON.stringify(result, null, 2)}\n`);
}
