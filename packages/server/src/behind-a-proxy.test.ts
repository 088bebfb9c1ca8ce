import { generateKey } from '@thrivestack-revenue/engine';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeKey, startServer } from './test-support/program.ts';
import { tempFolder } from './test-support/temp-folder.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const ORIGIN = 'https://app.example.com';

async function start(...args: string[]) {
  const data = tempFolder(onTestFinished);
  const { key } = await makeKey(data);
  const { url } = await startServer(data, onTestFinished, args);
  const ask = (apiKey: string, forwarded: string): Promise<Response> =>
    fetch(`${url}/revenue/key`, { headers: { 'x-api-key': apiKey, 'x-forwarded-for': forwarded, origin: ORIGIN } });
  return { key, ask };
}

it('bad keys are counted for the address that a trusted proxy names, and a page may ask from its origin', async () => {
  const { key, ask } = await start('--trust-proxy', '127.0.0.0/8,::1', '--cors-origin', ORIGIN);
  const bad = async (forwarded: string): Promise<number> => (await ask(generateKey('test'), forwarded)).status;
  // Whatever the guesser writes himself, the proxy adds where it came from.
  for (let count = 0; count < 10; count += 1) expect(await bad(`198.51.100.${count}, 203.0.113.1`)).toBe(401);
  expect(await bad('198.51.100.99, 203.0.113.1')).toBe(429);
  expect(await bad('203.0.113.2')).toBe(401);
  const good = await ask(key, '203.0.113.1');
  expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([200, ORIGIN]);
});

it('nobody is believed unless told', async () => {
  const { key, ask } = await start();
  for (let count = 0; count < 10; count += 1) {
    expect((await ask(generateKey('test'), `198.51.100.${count}`)).status).toBe(401);
  }
  expect((await ask(generateKey('test'), '203.0.113.7')).status).toBe(429);
  const good = await ask(key, '203.0.113.7');
  expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([200, null]);
});
