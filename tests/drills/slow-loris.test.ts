import { expect, it, onTestFinished } from 'vitest';
import { measure } from '../../benchmarks/slow-loris/measure.ts';
import { makeKey, startServer } from '../../packages/server/src/test-support/program.ts';
import { tempFolder } from '../../packages/server/src/test-support/temp-folder.ts';

/*
 * A small share of `pnpm bench:slow-loris`, which measures times with 1,000 sockets.
 */

it('sockets that dribble are sent away once their 5 s are over, and everybody else is served meanwhile', async () => {
  const data = tempFolder(onTestFinished);
  const { key } = await makeKey(data);
  const server = await startServer(data, onTestFinished, ['--rate-limit', 'off']);
  const { during, lived } = await measure({
    port: server.port,
    key,
    path: '/revenue/invoices',
    count: 200,
    calmMs: 200,
  });
  expect(lived).toHaveLength(200);
  // The limits are 5 s and a look every 100 or 250 ms, then a quarter of a second to read the refusal; a busy machine
  // adds to it, so the 6 s are the benchmark's to show.
  expect(Math.max(...lived)).toBeLessThan(8000);
  expect(Math.min(...lived)).toBeGreaterThan(4500);
  // A request that fails rejects the measurement: all were answered 200.
  expect(during.length).toBeGreaterThan(100);
});
