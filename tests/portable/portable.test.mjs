import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binary, runtimes } from '../runtimes/installed.mjs';
import { bundle, next, nextApp, readCases } from './build.mjs';
import { runCases } from './run-cases.mjs';

/*
 * The built engine on its memory store, in runtimes that share nothing but the web's standards: every wire case.
 */

const count = readCases().reduce((sum, { cases }) => sum + cases.length, 0);
const env = {
  PATH: process.env['PATH'],
  HOME: join(runtimes.folder, 'home'),
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  DENO_DIR: join(runtimes.folder, 'deno'),
  DENO_NO_UPDATE_CHECK: '1',
  NODE_ENV: 'production',
};
const everyCase = { passed: count, failures: [] };

beforeAll(() => runtimes.install());

describe('in one process', () => {
  let file;
  beforeAll(async () => {
    file = await bundle('console.mjs');
  });

  it.each([
    ['Node 20', 'node-20', []],
    ['Node 22', 'node-22', []],
    ['Node 24', 'node-24', []],
    ['Node 26', 'node-26', []],
    ['Bun', 'bun', ['run']],
    ['Deno', 'deno', ['run', '--no-remote', '--no-prompt']],
  ])('%s', async (_name, program, flags) => {
    const { stdout } = await promisify(execFile)(binary(program), [...flags, file], { env });
    expect(JSON.parse(stdout)).toEqual(everyCase);
  });

  it('this Node', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
    expect(JSON.parse(stdout)).toEqual(everyCase);
  });
});

it('workerd', async () => {
  const { Miniflare } = runtimes.require('miniflare');
  const workerd = new Miniflare({
    modules: true,
    scriptPath: await bundle('worker.mjs'),
    compatibilityDate: '2026-07-01',
    cf: false,
    host: '127.0.0.1',
    port: 0,
  });
  try {
    const answer = await fetch(await workerd.ready);
    expect(await answer.json()).toEqual(everyCase);
  } finally {
    await workerd.dispose();
  }
});

describe('a Next route', () => {
  let server;
  let url;
  beforeAll(async () => {
    await next.install();
    const app = nextApp();
    const cli = next.inModules('next', 'dist', 'bin', 'next');
    await promisify(execFile)(process.execPath, [cli, 'build', app], { env, cwd: app });
    server = spawn(process.execPath, [cli, 'start', app, '--port', '0', '--hostname', '127.0.0.1'], { env, cwd: app });
    url = await new Promise((resolve, reject) => {
      let text = '';
      server.stdout?.on('data', (chunk) => {
        text += String(chunk);
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[0];
        if (found && /Ready/.test(text)) resolve(found);
      });
      server.once('exit', () => reject(new Error(`Next ended: ${text}`)));
    });
  });
  afterAll(() => {
    server.kill('SIGKILL');
  });

  it('over HTTP', async () => {
    let world = 0;
    const open = () => {
      world += 1;
      const name = String(world);
      return (request) => {
        request.headers.set('x-world', name);
        return fetch(request);
      };
    };
    expect(await runCases(readCases(), open, url)).toEqual(everyCase);
  });
});
