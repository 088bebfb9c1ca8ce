import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../scripts/lib/process.mjs';
import { app, consumers } from './installed.mjs';
import { environment, runNode } from './node.mjs';

/*
 * Which side of `#transport` Next takes: by what stands in its output, and by what arrives from its routes. Only the
 * transport of Node asks `process` for a module; and only it wants bodies that are not compressed, where the fetch of
 * both runtimes offers gzip.
 */

const folder = join(app, 'next');
const cli = consumers.inModules('next', 'dist', 'bin', 'next');
const built = (...parts) => join(folder, '.next', ...parts);

/** What the files below a folder that hold our client say of Node; Next's own code has modules of its own there. */
function clientsIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => /idempotency-key/i.test(text) && text.includes('RevenueError'))
    .map((text) => ({
      transport: transportIn(text),
      sockets: [...new Set(text.match(/\bnode:(?:https?|net|tls)\b/g) ?? [])].sort(),
    }));
}

/** By what only one side says: Node's asks `process` for modules, and a page has no environment to name. */
function transportIn(text) {
  if (text.includes('getBuiltinModule')) return 'transport-node';
  return text.includes('THRIVESTACK_API_KEY') ? 'transport-fetch' : 'transport-browser';
}

beforeAll(async () => {
  const { code, stdout, stderr } = await runNode([cli, 'build'], { cwd: folder });
  if (code !== 0) throw new Error(`next build ended with ${code}:\n${stdout}\n${stderr}`);
});

describe('the output', () => {
  it.each([
    ['browser', ['static'], 'transport-browser', []],
    ['node', ['server', 'chunks'], 'transport-node', ['node:http', 'node:https', 'node:net', 'node:tls']],
    ['edge', ['server', 'edge'], 'transport-fetch', []],
  ])('for %s', (target, parts, transport, sockets) => {
    const clients = clientsIn(built(...parts));
    expect(clients.length).toBeGreaterThan(0);
    for (const client of clients) expect(client).toEqual({ transport, sockets });
    console.info(`next ${consumers.version('next')}, ${target}: ${transport}`);
  });
});

describe('a running app', () => {
  let api;
  let next;
  let url;
  const received = [];

  beforeAll(async () => {
    api = createServer((request, response) => {
      received.push(request.headers);
      response.end('{"success":true,"invoice_id":"made"}');
    }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    next = start(process.execPath, [cli, 'start', '--port', '0', '--hostname', '127.0.0.1'], {
      cwd: folder,
      env: environment,
    });
    const ended = next.exited.then(() => {
      throw new Error(`Next ended: ${next.tail()}`);
    });
    await Promise.race([next.announced(/Ready/), ended]);
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(next.tail())?.[0];
  });

  afterAll(async () => {
    await next?.stop();
    api?.close();
  });

  it.each([
    ['node', 'identity'],
    ['edge', expect.stringContaining('gzip')],
  ])('sends from its route of %s', async (runtime, encoding) => {
    const to = `http://127.0.0.1:${api.address().port}`;
    const answer = await fetch(`${url}/api/${runtime}?to=${encodeURIComponent(to)}`);
    expect(await answer.json()).toEqual({ success: true, invoice_id: 'made' });
    const headers = received.find((each) => each['x-api-key'] === `from-${runtime}`);
    expect(headers).toMatchObject({ 'accept-encoding': encoding, 'user-agent': expect.any(String) });
  });
});
