import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot, nodeBinary } from '../../scripts/lib/workspace.mjs';
import { cache, peerVersion } from './install.mjs';

const api = '/revenue/invoices';
const here = (name) => inRoot('benchmarks', 'server', name);
const peer = (...parts) => join(cache, ...parts);
const program = inRoot('packages', 'server', 'dist', 'main.js');

/** Every server: how it is started in a folder of its own, and what it is sent. `does` is what a write means there. */
export const contenders = [
  {
    id: 'hello',
    name: 'node:http, hello world',
    does: 'nothing',
    style: 'get',
    path: '/',
    start: () => [here('hello.mjs')],
  },
  {
    id: 'hello-post',
    name: 'node:http, hello world, sent the same POST',
    does: 'nothing, the body is thrown away',
    style: 'plain',
    path: '/',
    start: () => [here('hello.mjs')],
  },
  {
    id: 'null',
    name: 'ours, null store',
    does: 'key, validation, idempotency key read; nothing kept',
    style: 'api',
    path: api,
    start: () => [here('null-store.mjs')],
  },
  {
    id: 'single',
    name: 'ours, one transaction for each request',
    does: 'as ours, one commit for each',
    style: 'api',
    path: api,
    start: () => [here('our-server.mjs')],
    env: { BATCH_LIMIT: '1' },
  },
  {
    id: 'ours',
    name: 'ours',
    does: 'key, validation, idempotency, audit, sums, fsync before the answer',
    style: 'api',
    path: api,
    start: ({ folder, port }) => [
      program,
      ...['serve', '--port', `${port}`, '--data', join(folder, 'data'), '--rate-limit', 'off'],
    ],
  },
  {
    id: 'fastify',
    name: 'fastify + better-sqlite3',
    does: 'key, validation, fsync before the answer',
    style: 'api',
    path: api,
    start: () => [peer('servers', 'fastify.mjs')],
    version: () => `fastify ${peerVersion('fastify')}`,
  },
  {
    id: 'hono',
    name: 'hono + better-sqlite3',
    does: 'key, validation, fsync before the answer',
    style: 'api',
    path: api,
    start: () => [peer('servers', 'hono.mjs')],
    version: () => `hono ${peerVersion('hono')}`,
  },
  {
    id: 'prism',
    name: 'Prism mock',
    does: 'validation, an example answered, nothing kept',
    style: 'api',
    path: api,
    start: ({ port }) => [
      peer('node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js'),
      ...['mock', '-p', `${port}`, '-v', 'silent', inRoot('spec', 'openapi.yaml')],
    ],
    version: () => `prism-cli ${peerVersion('@stoplight/prism-cli')}`,
  },
  {
    id: 'json-server',
    name: 'json-server',
    does: 'the whole file written again, without fsync; no key, no validation',
    style: 'plain',
    path: '/invoices',
    start: ({ port, folder }) => {
      writeFileSync(join(folder, 'db.json'), '{"invoices":[]}');
      return [
        peer('node_modules', 'json-server', 'lib', 'cli', 'bin.js'),
        '--quiet',
        '--port',
        `${port}`,
        join(folder, 'db.json'),
      ];
    },
    version: () => `json-server ${peerVersion('json-server')}`,
  },
];

/** Starts a server on a new folder and waits until it answers. */
export async function startServer(
  { start, env = {}, path },
  { folder = mkdtempSync(join(tmpdir(), 'revenue-bench-')) } = {},
) {
  const data = join(folder, 'data');
  const key = await makeKey(data);
  const port = await freePort();
  const variables = { PORT: `${port}`, API_KEY: key, DATA: data, DATABASE: join(folder, 'peer.sqlite') };
  const began = performance.now();
  const child = spawn(nodeBinary(), start({ port, folder }), {
    cwd: folder,
    env: { PATH: process.env.PATH, ...variables, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url + path))) {
    if (child.exitCode !== null) throw new Error(`A server ended with ${child.exitCode}.`);
  }
  return {
    key,
    port,
    url,
    data,
    pid: child.pid,
    readyMs: performance.now() - began,
    async stop({ keep = false } = {}) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function makeKey(data) {
  const made = spawn(nodeBinary(), [program, 'keys', 'create', '--data', data, '--tenant', 'acme', '--json']);
  return JSON.parse((await made.stdout.toArray()).join('')).key;
}

async function answers(url) {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
    return false;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
