/**
 * node --expose-gc --max-semi-space-size=128 child-cost.mjs FILE: CPU time and bytes of one call on a stubbed fetch.
 *
 * With a young generation of 128 MB nothing is collected while the bytes are counted.
 * The stub makes a Response for each call, which costs the same for everybody: the bare `fetch` shows how much.
 */
const WARM = 3_000;
const BATCHES = 15;
const CALLS = 400;
const [file] = process.argv.slice(2);
const body = JSON.stringify({ success: true, invoice_id: 'inv_1', id: 'made_1', object: 'made' });
const headers = { 'content-type': 'application/json' };
const stub = async () => new Response(body, { status: 200, headers });
globalThis.fetch = stub;
const { make, call } = await import(file);
const client = make('http://127.0.0.1:9', 'sk_test_0123456789', stub);

const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
for (let n = 0; n < WARM; n++) await call(client, 'text', undefined);
const micros = [];
const bytes = [];
for (let batch = 0; batch < BATCHES; batch++) {
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const started = process.cpuUsage();
  for (let n = 0; n < CALLS; n++) await call(client, 'text', undefined);
  const { user, system } = process.cpuUsage(started);
  micros.push((user + system) / CALLS);
  bytes.push((process.memoryUsage().heapUsed - before) / CALLS);
}
console.log(JSON.stringify({ micros: middle(micros), bytes: middle(bytes) }));
process.exit(0);
