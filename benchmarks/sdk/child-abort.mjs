/**
 * node child-abort.mjs FILE: from an abort to the rejection, in each state that a call can wait in.
 *
 * The server is in this process, so that an abort comes when the state is surely reached.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const WARM = 10;
const MEASURED = 40;
/** After the server has done its part, for the bytes to arrive; milliseconds. */
const ARRIVE_MS = 5;
/** A client that has not ended by then does not hear its signal; milliseconds. */
const DEAF_MS = 2_000;

let reached = () => {};
const states = {
  silent: () => {},
  body(response) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"success":');
  },
  backOff(response) {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '5' }).end('{}');
  },
};
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    states[request.url.split('/')[1]](response);
    reached();
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
const { make, call } = await import(process.argv[2]);

/** Milliseconds from the abort to the end of one call; undefined when it had ended before. */
async function abortOne(client) {
  const controller = new AbortController();
  let endedAt;
  const arrived = new Promise((resolve) => {
    reached = resolve;
  });
  const ended = Promise.resolve(call(client, 'text', controller.signal)).then(
    () => {
      endedAt = performance.now();
    },
    () => {
      endedAt = performance.now();
    },
  );
  await arrived;
  await delay(ARRIVE_MS);
  if (endedAt !== undefined) return undefined;
  const abortedAt = performance.now();
  controller.abort();
  await Promise.race([ended, delay(DEAF_MS)]);
  return (endedAt ?? performance.now()) - abortedAt;
}

const result = {};
for (const state of Object.keys(states)) {
  const client = make(`${base}/${state}`, 'sk_test_0123456789', undefined, 60_000);
  const taken = [];
  for (let n = 0; n < WARM + MEASURED; n++) {
    const ms = await abortOne(client);
    if (ms === undefined) break;
    if (n >= WARM || ms >= DEAF_MS) taken.push(ms);
    // It does not hear; once is enough.
    if (ms >= DEAF_MS) break;
  }
  taken.sort((a, b) => a - b);
  if (taken.length > 0) result[state] = { medianMs: taken[taken.length >> 1], longestMs: taken.at(-1) };
}
console.log(JSON.stringify(result));
process.exit(0);
