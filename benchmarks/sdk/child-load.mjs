/** node child-load.mjs FILE URL: sends requests, 64 at a time; prints requests per second and CPU per request. */
const AT_A_TIME = 64;
const WARM = 6_000;
const MEASURED = 18_000;
const [file, url] = process.argv.slice(2);
const { make, call } = await import(file);
const client = make(url, 'sk_test_0123456789', undefined);

async function send(count) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await call(client, 'text', undefined);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
}

await send(WARM);
const cpu = process.cpuUsage();
const started = performance.now();
await send(MEASURED);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ perSecond: MEASURED / seconds, cpuMicros: (user + system) / MEASURED }));
process.exit(0);
