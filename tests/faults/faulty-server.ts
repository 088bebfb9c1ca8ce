import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FaultName, replies } from './replies.ts';
import { idOf, type Recorded, success, type Turn } from './turn.ts';

export interface FaultyServer {
  /** Append `/<fault>/<run>`: requests of one run share a count and a state. */
  readonly url: string;
  /**
   * The same faults and runs at a second address. A `fetch` that takes a connection for whole which a fault has
   * broken gives it to the next request of that address, whoever sends it.
   */
  readonly brittleUrl: string;
  /** Another origin on this machine; no request should ever reach it. */
  readonly otherOrigin: string;
  /** How often the run's write was done. */
  effects(run: string): number;
  requests(run: string): readonly Recorded[];
  /** Resolves when the n-th request of a run (from 1) has come in. */
  received(run: string, count: number): Promise<void>;
  /** What the other origin was sent. */
  readonly leaked: readonly Recorded[];
  /** Serves a host without a path of its own: every request belongs to this fault and run. */
  fix(fault: FaultName, run: string): void;
  close(): Promise<void>;
}

export interface FaultyServerOptions {
  /** Whether a known `idempotency-key` gets its first answer again. */
  readonly keySupport: boolean;
  /** Answers what is no API on the same origin, such as a page; true when it has. */
  readonly beside?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

interface Run {
  readonly requests: Recorded[];
  readonly waiting: { readonly count: number; readonly resolve: () => void }[];
  readonly answered: Set<string>;
  readonly rows: Set<string>;
  readonly marks: Set<string>;
  effects: number;
}

/** Starts a server on real sockets that misbehaves as each request's path asks. */
export async function startFaultyServer({ keySupport, beside }: FaultyServerOptions): Promise<FaultyServer> {
  const runs = new Map<string, Run>();
  const leaked: Recorded[] = [];
  let fixed: { readonly fault: FaultName; readonly run: string } | undefined;
  const other = await listen((request, response) => {
    leaked.push(request);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"from":"another origin"}');
  });
  const used = new WeakSet<object>();
  const misbehave: Handler = (request, response) => {
    const [, fault, name] = request.url.split(/[/?]/);
    const chosen = fixed ?? { fault: fault as FaultName, run: name ?? '' };
    const run = runOf(runs, chosen.run);
    run.requests.push(request);
    for (const { count, resolve } of run.waiting) if (run.requests.length >= count) resolve();
    const socket = response.socket ?? {};
    const isReused = used.has(socket);
    used.add(socket);
    const reply = replies[chosen.fault];
    if (!reply) response.writeHead(599).end(`No fault is called ${chosen.fault}.`);
    else {
      const commit = () => write(run, request, keySupport);
      const { requests, marks } = run;
      reply({ request, response, attempt: requests.length, isReused, marks, otherOrigin: other.url, commit });
    }
  };
  const server = await listen(misbehave, beside);
  const brittle = await listen(misbehave);
  return {
    url: server.url,
    brittleUrl: brittle.url,
    otherOrigin: other.url,
    leaked,
    effects: (run) => runOf(runs, run).effects,
    requests: (run) => runOf(runs, run).requests,
    received: (name, count) =>
      new Promise((resolve) => {
        const { requests, waiting } = runOf(runs, name);
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    fix: (fault, run) => {
      fixed = { fault, run };
    },
    close: async () => {
      await Promise.all([server.close(), brittle.close(), other.close()]);
    },
  };
}

function runOf(runs: Map<string, Run>, name: string): Run {
  const known = runs.get(name);
  if (known) return known;
  const run: Run = { requests: [], waiting: [], answered: new Set(), rows: new Set(), marks: new Set(), effects: 0 };
  runs.set(name, run);
  return run;
}

/** Does a write as the API does it: one row per id, one effect per idempotency key where keys are known. */
function write(run: Run, { headers, body }: Recorded, keySupport: boolean): ReturnType<Turn['commit']> {
  const json = { 'content-type': 'application/json' };
  const key = headers['idempotency-key'];
  if (keySupport && typeof key === 'string') {
    if (run.answered.has(key))
      return { status: 200, body: success(body), headers: { ...json, 'idempotent-replayed': 'true' } };
    run.answered.add(key);
  }
  const id = idOf(body);
  if (id !== undefined && run.rows.has(id)) {
    const error = { code: 'invoice_already_exists', message: 'It is there already.', param: 'invoice_id', details: [] };
    return { status: 400, body: JSON.stringify({ success: false, error }), headers: json };
  }
  if (id !== undefined) run.rows.add(id);
  run.effects += 1;
  return { status: 200, body: success(body), headers: json };
}

type Handler = (request: Recorded, response: ServerResponse) => void;

async function listen(
  handle: Handler,
  beside?: FaultyServerOptions['beside'],
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    if (beside?.(request, response)) return;
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    for (const side of [request, response]) side.on('error', () => {});
    request.on('end', () => {
      handle({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }, response);
    });
  });
  // A keep-alive connection must not end by itself while a case uses it.
  server.keepAliveTimeout = 120_000;
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
