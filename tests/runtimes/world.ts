import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort, ROOT, run, type Service, startService } from '../e2e/processes.ts';
import { cases as faults } from '../faults/cases.ts';
import { type FaultyServer, startFaultyServer } from '../faults/faulty-server.ts';
import type { RuntimeTraits, World } from './cases/case.ts';
import type { Played } from './cases/play.ts';

const SERVER = path.join(ROOT, 'packages', 'server', 'bin', 'revenue-server.mjs');

/** The real server as its package starts it, on a fresh SQLite file, and a key for it. */
export interface Api {
  readonly url: string;
  readonly apiKey: string;
  stop(): Promise<void>;
}

export async function startApi(): Promise<Api> {
  const data = await mkdtemp(path.join(tmpdir(), 'revenue-runtimes-'));
  const made = await run(SERVER, ['keys', 'create', '--data', data, '--tenant', 'runtimes', '--env', 'test', '--json']);
  const { key: apiKey } = JSON.parse(made) as { key: string };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['serve', '--data', data, '--host', '127.0.0.1', '--port', String(port), '--rate-limit', 'off'];
  const service: Service = await startService({ file: SERVER, args, cwd: ROOT, env: {}, readyUrl: `${url}/readyz` });
  return {
    url,
    apiKey,
    async stop() {
      await service.end('SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The servers of one run in one runtime. */
export interface Stage {
  /** Serves the faults, the page, the real server below `/api`, and everything that a run asks about itself. */
  readonly origin: string;
  /** What the run reported. */
  readonly reported: Promise<readonly Played[]>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly api: Api;
  readonly traits: RuntimeTraits;
  readonly prefix: string;
  /** For browsers: the name that pages are asked by, instead of 127.0.0.1. */
  readonly host?: string | undefined;
  /** For browsers: what the page runs. */
  readonly script?: string | undefined;
}

/** Opens a faulty server of its own for one run. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const closed = await closedAddress();
  let faulty: FaultyServer;
  let report: (played: readonly Played[]) => void = () => {};
  const reported = new Promise<readonly Played[]>((resolve) => {
    report = resolve;
  });
  const origin = (): string => (options.host ? faulty.url.replace('127.0.0.1', options.host) : faulty.url);
  const world = (): World => ({
    origin: origin(),
    brittle: options.traits.page ? origin() : faulty.brittleUrl,
    // A page has no other origin's answers to read: the real server lies behind its own.
    api: options.traits.page ? `${origin()}/api` : options.api.url,
    apiKey: options.api.apiKey,
    closed,
    prefix: options.prefix,
    is: options.traits,
    faults,
  });

  async function tell(what: string, request: IncomingMessage): Promise<unknown> {
    const [topic, run = '', count] = what.split('/');
    if (topic === 'world') return world();
    if (topic === 'leaked') return faulty.leaked;
    if (topic === 'runs') return { effects: faulty.effects(run), requests: faulty.requests(run) };
    if (topic === 'received') return faulty.received(run, Number(count));
    if (topic !== 'report') throw new Error(`Nobody knows of ${what}.`);
    report(JSON.parse(await text(request)) as readonly Played[]);
    return undefined;
  }

  faulty = await startFaultyServer({
    keySupport: true,
    beside(request, response) {
      const url = request.url ?? '';
      if (url.startsWith('/tell/')) void answer(response, tell(url.slice('/tell/'.length), request));
      else if (url.startsWith('/api/')) forward(options.api.url, request, response);
      else if (url === '/')
        send(response, 'text/html', '<!doctype html><meta charset="utf-8"><script src="/run.js"></script>');
      else if (url === '/run.js') send(response, 'text/javascript', options.script ?? '');
      else if (url === '/favicon.ico') response.writeHead(204).end();
      else return false;
      return true;
    },
  });
  return { origin: origin(), reported, close: faulty.close };
}

async function answer(response: ServerResponse, told: Promise<unknown>): Promise<void> {
  try {
    send(response, 'application/json', JSON.stringify((await told) ?? null));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

function forward(to: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  const onward = httpRequest(`${to}${(request.url ?? '').slice('/api'.length)}`, { method, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
