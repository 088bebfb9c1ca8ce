/**
 * Compares how long refusals take, by what is wrong with the key.
 *
 *   pnpm bench:auth-timing                writes benchmarks/results/auth-timing.md and auth-timing.json
 *   pnpm bench:auth-timing --rounds 1000  a quick look; writes nothing
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { serve } from '../slow-loris/server.mjs';
import { REASONS } from './bad-keys.ts';
import {
  checkProbe,
  engineProbe,
  httpProbe,
  makeFolder,
  memoryEngine,
  openSqliteStore,
  serverEngine,
} from './levels.ts';
import { measure } from './measure.ts';
import { below, medianOf, momentsOf, quantileOf, welch } from './welch.ts';

const USUAL = 20_000;
const GOAL = 4.5;
/** Share of samples, the fastest of all kinds together, that are compared a second time. */
const CALM = 0.9;
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: String(USUAL) }, seed: { type: 'string', default: '20260115' } },
});
const rounds = Number(values.rounds);
const load = Number((loadavg()[0] ?? 0).toFixed(1));
const folder = makeFolder();

function worstOf(samplesOf) {
  const moments = REASONS.map((reason) => ({ reason, ...momentsOf(samplesOf(reason)) }));
  const pairs = moments.flatMap((a, index) =>
    moments.slice(index + 1).map((b) => ({ pair: `${a.reason}, ${b.reason}`, t: Math.abs(welch(a, b)) })),
  );
  return pairs.reduce((most, pair) => (pair.t > most.t ? pair : most));
}

async function compare(name, probe) {
  const samples = await measure(probe, folder.known, rounds, Number(values.seed));
  const limit = quantileOf(Object.values(samples), CALM);
  return {
    name,
    worst: worstOf((reason) => samples[reason]),
    worstCalm: worstOf((reason) => below(samples[reason], limit)),
    reasons: REASONS.map((reason) => ({ reason, ...momentsOf(samples[reason]), median: medianOf(samples[reason]) })),
  };
}

const levels = [];
try {
  const store = openSqliteStore({ data: folder.data });
  levels.push(await compare("the server's check of a key", checkProbe(store)));
  levels.push(await compare('the engine with that check, without HTTP', engineProbe(serverEngine(store))));
  await store.close();
  levels.push(await compare('the engine by itself, on the memory store', engineProbe(memoryEngine(folder.known))));
  const server = await serve(folder.data);
  const { probe, close } = await httpProbe(server.port);
  levels.push(await compare('over HTTP', probe));
  close();
  await server.stop();
} finally {
  folder.remove();
}

const figures = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
  node: process.version,
  load,
  rounds,
  seed: Number(values.seed),
  levels,
};
const us = (nanoseconds) => (nanoseconds / 1000).toFixed(2);
const tables = levels.map(({ name, worst, worstCalm, reasons }) => {
  const rows = reasons.map(
    ({ reason, mean, median, variance }) => `| ${reason} | ${us(mean)} | ${us(median)} | ${us(Math.sqrt(variance))} |`,
  );
  return `## ${name[0].toUpperCase()}${name.slice(1)}

Largest |t| of all ${(REASONS.length * (REASONS.length - 1)) / 2} pairs: **${worst.t.toFixed(2)}** (${worst.pair}). Without pauses: **${worstCalm.t.toFixed(2)}** (${worstCalm.pair}).

| the key is | mean µs | median µs | deviation µs |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
});
const text = `# Time of a 401

Written by \`pnpm bench:auth-timing\` on ${figures.date}. ${figures.machine}, Node ${figures.node}; load ${figures.load} at the start.

${rounds} rounds, seed ${figures.seed}; each round has every kind of bad key once, in random order. Two kinds are told apart by their time when Welch's |t| is ${GOAL} or more. It is computed twice: of all samples, none left out; and, which is stricter, of the ${CALM * 100} % that are below a limit that is the same for all kinds, since pauses of the machine hide small differences.

${tables.join('\n')}`;
process.stdout.write(text);
if (rounds === USUAL) {
  writeFileSync(inRoot('benchmarks', 'results', 'auth-timing.md'), text);
  writeFileSync(inRoot('benchmarks', 'results', 'auth-timing.json'), `${JSON.stringify(figures, null, 2)}\n`);
}
if (levels.some(({ worst, worstCalm }) => Math.max(worst.t, worstCalm.t) >= GOAL)) process.exitCode = 1;
