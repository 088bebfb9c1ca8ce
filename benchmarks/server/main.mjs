/**
 * Measures the server beside what a user would otherwise run: requests per second, latency, CPU and memory
 * under 64 keep-alive connections; reads during writes; lists and summaries of a million rows.
 *
 *   pnpm bench:server                       writes benchmarks/results/server.md and server.json; about 8 minutes
 *   pnpm bench:server --only ours,hello     a quick look at some; writes nothing
 *   pnpm bench:server --rows 0              leaves out the rows
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { turbo } from '../../scripts/lib/turbo.mjs';
import { inRoot, nodeBinary } from '../../scripts/lib/workspace.mjs';
import { contenders, startServer } from './contenders.mjs';
import { installPeers } from './install.mjs';
import { load, requireWrk, rssMb } from './load.mjs';
import { percentile, readsDuring } from './reads.mjs';
import { report } from './report.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    rows: { type: 'string', default: '1000000' },
  },
});
const wanted = contenders.filter(({ id }) => values.only === undefined || values.only.split(',').includes(id));
const seconds = Number(values.seconds);
const say = (text) => process.stderr.write(`${text}\n`);

await requireWrk();
await turbo('build', ['--filter=@thrivestack-revenue/server']);
await installPeers();
const loadAtStart = loadavg()[0];
const rounds = new Map(wanted.map(({ id }) => [id, []]));
for (let round = 1; round <= Number(values.rounds); round += 1) {
  // Interleaved, so that what else the machine does falls on all alike.
  for (const contender of wanted) {
    const result = await measure(contender);
    rounds.get(contender.id).push(result);
    say(`round ${round}: ${contender.name}: ${result.perSecond.toFixed(0)}/s, p99 ${result.p99Ms.toFixed(1)} ms`);
  }
}
const ours = contenders.find(({ id }) => id === 'ours');
const figures = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cpu: cpus()[0]?.model.trim() ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    load: loadAtStart,
  },
  seconds,
  servers: wanted.map(({ id, name, does, version }) => ({
    id,
    name,
    does,
    version: version?.(),
    rounds: rounds.get(id),
  })),
  reads: await readsDuringWrites(),
  rows: Number(values.rows) > 0 ? await manyRows() : undefined,
};
const text = report(figures);
process.stdout.write(text);
if (values.only === undefined && figures.rows) {
  writeFileSync(inRoot('benchmarks', 'results', 'server.md'), text);
  writeFileSync(inRoot('benchmarks', 'results', 'server.json'), `${JSON.stringify(figures, null, 2)}\n`);
}

async function measure(contender) {
  const server = await startServer(contender);
  try {
    const idleMb = rssMb(server.pid);
    const common = {
      port: server.port,
      key: server.key,
      pid: server.pid,
      path: contender.path,
      style: contender.style,
    };
    // The first requests meet code that is not compiled yet.
    await load({ ...common, seconds: 2 });
    return { idleMb, ...(await load({ ...common, seconds })) };
  } finally {
    await server.stop();
  }
}

async function readsDuringWrites() {
  const server = await startServer(ours);
  const common = { port: server.port, key: server.key, pid: server.pid, path: ours.path, style: ours.style };
  try {
    await load({ ...common, seconds: 2 });
    const { result, times } = await readsDuring({ url: server.url, key: server.key, path: ours.path }, () =>
      load({ ...common, seconds: seconds * 2 }),
    );
    return {
      reads: times.length,
      p50Ms: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
      maxMs: Math.max(...times),
      writesPerSecond: result.perSecond,
      writeP99Ms: result.p99Ms,
    };
  } finally {
    await server.stop();
  }
}

async function manyRows() {
  // In memory where that is possible: only reads are measured, and they find their pages in memory anyway.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'revenue-bench-'));
  const args = ['--conditions=@thrivestack-revenue/source', inRoot('benchmarks', 'server', 'million.ts')];
  say(`building ${values.rows} rows`);
  try {
    const { stdout } = await promisify(execFile)(nodeBinary(), [...args, join(folder, 'data'), values.rows]);
    const server = await startServer(ours, { folder });
    const { readyMs, pid } = server;
    const idleMb = rssMb(pid);
    await server.stop({ keep: true });
    return { ...JSON.parse(stdout), readyMs, idleMb };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
