import { expect, it, onTestFinished } from 'vitest';
import { measure } from '../../benchmarks/slow-loris/measure.ts';
import { makeKey, startServer } from '../../packages/server/src/test-support/program.ts';
import { tempFolder } from '../../packages/server/src/test-support/temp-folder.ts';

/*
 * A small share of `pnpm bench:slow-loris`, which measures times with 1,000 sockets.
 */

it('sockets that dribble are gone in 6 s, and everybody else is served meanwhile', async () => {
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
  // The limits are 5 s and a look every 250 ms, then half a second to read the refusal; a busy machine adds to it.
  expect(Math.max(...lived)).toBeLessThan(8000);
  expect(Math.min(...lived)).toBeGreaterThan(4500);
  // A request that fails rejects the measurement: all were answered 200.
  expect(during.length).toBeGreaterThan(100);
});
