/**
 * Holds 1,000 sockets open by sending a byte now and then, and measures what healthy clients notice.
 *
 *   pnpm bench:slow-loris               writes benchmarks/results/slow-loris.md and slow-loris.json
 *   pnpm bench:slow-loris --sockets 50  a quick look; writes nothing
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { measure, percentile } from './measure.ts';
import { startServer } from './server.mjs';

const USUAL = 1000;
const CALM_MS = 6000;
const { values } = parseArgs({ options: { sockets: { type: 'string', default: String(USUAL) } } });
const count = Number(values.sockets);
const server = await startServer();
const load = Number((loadavg()[0] ?? 0).toFixed(1));
let found;
try {
  found = await measure({ port: server.port, key: server.key, path: '/revenue/invoices', count, calmMs: CALM_MS });
} finally {
  await server.stop();
}
const { before, during, lived } = found;
const figures = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
  node: process.version,
  load,
  sockets: lived.length,
  before: { requests: before.length, p50: percentile(before, 0.5), p99: percentile(before, 0.99) },
  during: { requests: during.length, p50: percentile(during, 0.5), p99: percentile(during, 0.99) },
  longestMs: Math.max(...lived),
};
const ratio = figures.during.p99 / figures.before.p99;
const ms = (value) => value.toFixed(2);
const text = `# Slow loris

Written by \`pnpm bench:slow-loris\` on ${figures.date}. ${figures.machine}, Node ${figures.node}; load ${figures.load} at the start.

${figures.sockets} sockets send a byte every 250 ms, half of them as headers, half as a body, and never close. Meanwhile four keep-alive clients ask for a list without pause. Goals: the healthy p99 below twice that of before, every socket gone within 6 s.

| | requests | p50 ms | p99 ms |
| --- | --- | --- | --- |
| before | ${before.length} | ${ms(figures.before.p50)} | ${ms(figures.before.p99)} |
| during the attack | ${during.length} | ${ms(figures.during.p50)} | ${ms(figures.during.p99)} |

The p99 was ${ratio.toFixed(2)} times that of before. The last socket was gone after ${(figures.longestMs / 1000).toFixed(2)} s.
`;
process.stdout.write(text);
if (count === USUAL) {
  writeFileSync(inRoot('benchmarks', 'results', 'slow-loris.md'), text);
  writeFileSync(inRoot('benchmarks', 'results', 'slow-loris.json'), `${JSON.stringify(figures, null, 2)}\n`);
}
if (ratio >= 2 || figures.longestMs > 6000) process.exitCode = 1;
