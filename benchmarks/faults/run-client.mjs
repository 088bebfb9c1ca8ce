/**
 * Takes one client through every case, in a process of its own; prints a JSON line for each.
 *
 *   node run-client.mjs NAME
 */
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { startFaultyServer } from '../../tests/faults/faulty-server.ts';
import { clients } from '../peers/clients.mjs';
import { clientFile } from '../peers/install.mjs';
import { cases } from './cases.mjs';
import { describe } from './describe.mjs';

const CAP_MS = 25_000;
/** For clients that have a limit at all; their own defaults are 10 minutes and the like. */
const TIMEOUT_MS = 5_000;
const LANES = 8;
const KEY = 'sk_test_SENTINEL0123456789';
const TEXT = 'SENTINEL of the body';
/** After this long a call has the headers of a drip, and waits in its first back-off after a 500. */
const SETTLED_MS = 40;

// What a client leaves rejected in the background is its own affair, and is noted.
let strays = 0;
process.on('unhandledRejection', () => {
  strays += 1;
});

const client = clients.find(({ name }) => name === process.argv[2]);
const { make, call } = await import(clientFile(client.name));

async function run(row) {
  const server = await startFaultyServer({ keySupport: row.keySupport });
  server.fix(row.fault, 'run');
  const result = await attempt(row, server).finally(() => server.close());
  return { name: row.name, ...result };
}

async function attempt(row, server) {
  if (row.abort && client.noSignal) return { outcome: 'cannot be aborted' };
  const controller = new AbortController();
  if (row.abort === 'before') controller.abort();
  const url = row.setUp === 'refused' ? await closedPort() : server.url;
  const key = row.setUp === 'malformed key' ? `${KEY}\nX` : KEY;
  const realNow = Date.now;
  let abortedAt;
  const started = performance.now();
  const work = async () => {
    const made = make(url, key, undefined, TIMEOUT_MS);
    if (row.setUp === 'warm') {
      await call(made, `${TEXT}, earlier`, undefined);
      // The connection goes back to its pool.
      await sleep(SETTLED_MS);
    }
    const pending = call(made, TEXT, controller.signal);
    if (row.abort && row.abort !== 'before') {
      pending.catch?.(() => {});
      await server.received('run', 1);
      await sleep(SETTLED_MS);
      abortedAt = performance.now();
      controller.abort();
    }
    if (row.clockJumpMs) {
      pending.catch?.(() => {});
      await server.received('run', 1);
      await sleep(SETTLED_MS);
      Date.now = () => realNow() + row.clockJumpMs;
    }
    return pending;
  };
  const settled = await Promise.race([
    work().then(
      (value) => ({ value }),
      (error) => ({ error }),
    ),
    sleep(CAP_MS, 'never', { ref: false }),
  ]);
  Date.now = realNow;
  const ms = performance.now() - (abortedAt ?? started);
  const seen = {
    requests: server.requests('run').length,
    effects: server.effects('run'),
    ms,
    isAbort: row.abort !== undefined,
  };
  return { ...describe(settled, KEY), ...seen, leaks: leaks(settled, server.leaked) };
}

function leaks(settled, leaked) {
  const found = new Set();
  for (const { headers, body } of leaked) {
    if (JSON.stringify(headers).includes(KEY)) found.add('key to another origin');
    if (body.includes(TEXT)) found.add('body to another origin');
  }
  if (settled !== 'never' && inspect(settled, { depth: 20, showHidden: true, maxStringLength: null }).includes(KEY)) {
    found.add(settled.error ? 'key in the error' : 'key in the result');
  }
  return [...found];
}

async function closedPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
// The clock belongs to the whole process: those cases come last, alone.
const together = cases.filter(({ clockJumpMs }) => clockJumpMs === undefined);
let next = 0;
const lane = async () => {
  for (let row = together[next++]; row; row = together[next++]) print(await run(row));
};
await Promise.all(Array.from({ length: LANES }, lane));
for (const row of cases.filter(({ clockJumpMs }) => clockJumpMs !== undefined)) print(await run(row));
const shown = inspect(make('http://127.0.0.1:9', KEY, undefined), {
  depth: 20,
  showHidden: true,
  maxStringLength: null,
});
print({ name: 'console.log(client)', outcome: shown.includes(KEY) ? 'prints the key' : 'no key', leaks: [] });
print({ name: 'unhandled rejections', outcome: String(strays), leaks: [] });
process.exit(0);
