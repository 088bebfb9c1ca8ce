import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService, untilReady } from './service.mjs';

let dir;
const services = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'service-'));
});
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()));
  rmSync(dir, { recursive: true });
});

function service(code) {
  const file = join(dir, 'service.mjs');
  writeFileSync(file, code);
  const started = startService({ name: 'The API', args: [file], logFile: join(dir, 'log') });
  services.push(started);
  return started;
}

const listening = `
import { createServer } from 'node:http';
const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'listening', port: server.address().port, pid: process.pid }));
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));`;

const announcement = /"msg":"listening".*\n/;
const logOf = () => readFileSync(join(dir, 'log'), 'utf8');
const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function port(started) {
  await started.announced(announcement);
  await expect.poll(logOf).toMatch(announcement);
  return JSON.parse(logOf());
}

describe('a service', () => {
  it('is ready when it says so and answers, and is gone after stop', async () => {
    const started = service(listening);
    const { port: number, pid } = await port(started);
    await untilReady(started, { url: `http://127.0.0.1:${number}`, announcement });
    await started.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('fails with its last lines when it ends early', async () => {
    const started = service(`console.error('Port 1 is in use.'); process.exit(3);`);
    await expect(untilReady(started, { url: 'http://127.0.0.1:1', announcement })).rejects.toThrow(
      'The API stopped (exit code 3). Its last lines:\n  Port 1 is in use.',
    );
  });

  it('is not taken for ready because another program answers on its port', async () => {
    const other = createServer((_, response) => response.end('stale'));
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${other.address().port}`;
    const started = service('setInterval(() => {}, 1000);');
    await expect(untilReady(started, { url, announcement, timeoutMs: 300 })).rejects.toThrow(
      /^The API is not ready on .* after 0.3 s: it has not said that it listens\.$/m,
    );
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  });

  it('says what it answered when it never gets ready', async () => {
    const started = service(listening.replace("response.end('ok')", 'response.writeHead(500).end()'));
    const { port: number } = await port(started);
    await expect(
      untilReady(started, { url: `http://127.0.0.1:${number}`, announcement, timeoutMs: 500 }),
    ).rejects.toThrow('after 0.5 s: it answered with status 500.');
  });

  it('says which signal killed it', async () => {
    const started = service(listening);
    const { pid } = await port(started);
    process.kill(pid, 'SIGKILL');
    await expect(started.failed).rejects.toThrow('The API stopped (killed by SIGKILL).');
  });
});
