import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Passages } from './passages.ts';
import type { Cut } from './plan.ts';
import { NAME_HEADER, placeOf, type Trail } from './trail.ts';
import { type Passing, upstreamOf, type Whole } from './upstream.ts';

/** Asked for by the drill itself: what was sent to the proxy before has come in by the time this is answered. */
const ROLL_CALL = '/roll-call';

export interface CuttingProxy {
  readonly url: string;
  /** How often each cut was made. */
  readonly made: ReadonlyMap<Cut, number>;
  /** Steps of which an answer to a committed write was lost. */
  readonly lost: ReadonlySet<string>;
  /** Sends the server the copies that were kept of a sequence, and waits for its answers. */
  deliverCopies(sequence: string): Promise<void>;
  /** Resolves once nothing that was sent of a sequence is on its way to the server any more. */
  quiet(sequence: string): Promise<void>;
  close(): Promise<void>;
}

interface Exchange {
  readonly socket: Socket;
  readonly response: ServerResponse;
  readonly ask: () => Promise<Whole>;
  /** Sends the server half of the request. */
  readonly askHalf: () => Promise<void>;
  /** Asks the server, and remembers that its answer did not reach the client. */
  readonly askInVain: () => Promise<Whole>;
  /** Keeps the request; it is sent beside the next one of its step. */
  readonly keepForLater: () => void;
  /** Keeps a copy until the sequence has done all its writes. */
  readonly keepCopy: () => void;
}

/**
 * Starts a proxy that cuts connections as each step's list says, and passes everything else.
 *
 * @param stripKeys Takes `idempotency-key` off, so that the server is one that knows none.
 */
export async function startCuttingProxy(
  url: string,
  cutsOf: (step: string) => readonly Cut[],
  stripKeys: boolean,
  trail: Trail,
): Promise<CuttingProxy> {
  const upstream = upstreamOf(url);
  const passages = new Passages(upstream, trail);
  const made = new Map<Cut, number>();
  const lost = new Set<string>();
  const arrived = new Map<string, number>();
  const late = new Map<string, Passing>();
  const copies = new Map<string, Passing[]>();
  const server = createServer((request, response) => {
    for (const side of [request, response]) side.on('error', () => {});
    if (request.url === ROLL_CALL) response.end();
    else void handle(request, response).catch(() => request.socket.destroy());
  });
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { sequence, step } = placeOf(String(request.headers[NAME_HEADER]));
    const attempt = arrived.get(step) ?? 0;
    arrived.set(step, attempt + 1);
    const cut = cutsOf(step)[attempt];
    if (cut !== undefined) made.set(cut, (made.get(cut) ?? 0) + 1);
    const passing = await read(request, stripKeys);
    const askInVain = async (): Promise<Whole> => {
      const answer = await passages.ask(passing);
      if (answer.status === 200) lost.add(step);
      return answer;
    };
    const kept = late.get(step);
    late.delete(step);
    // Beside the request, not before it: the server has both at once.
    const delivered = kept && passages.ask(kept);
    await make[cut ?? 'pass']({
      socket: request.socket,
      response,
      ask: () => passages.ask(passing),
      askHalf: () => passages.askHalf(passing),
      askInVain,
      keepForLater: () => void late.set(step, passing),
      keepCopy: () => void copies.set(sequence, [...(copies.get(sequence) ?? []), passing]),
    });
    await delivered;
  }
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rollCall = upstreamOf(own);
  return {
    url: own,
    made,
    lost,
    async deliverCopies(sequence) {
      for (const copy of copies.get(sequence) ?? []) await passages.ask(copy);
      copies.delete(sequence);
    },
    async quiet(sequence) {
      // On a new connection: it is accepted after those that the client has opened before.
      await rollCall.ask({ method: 'GET', path: ROLL_CALL, headers: { connection: 'close' }, body: Buffer.alloc(0) });
      await passages.ended(sequence);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        upstream.close();
        rollCall.close();
      }),
  };
}

const make: Record<Cut | 'pass', (exchange: Exchange) => Promise<void> | void> = {
  pass: async ({ ask, socket }) => send(socket, await ask()),
  'cut before the request': reset,
  'cut in the request': async (exchange) => {
    await exchange.askHalf();
    reset(exchange);
  },
  'hang before the request': () => {},
  'gateway 503 before the request': ({ response }) => void response.writeHead(503).end('<h1>Unavailable</h1>'),
  'rate limit before the request': ({ response }) => void response.writeHead(429, { 'retry-after-ms': '1' }).end(),
  // As of a network that wants a login first.
  'page instead of the request': ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  },
  'cut after the commit': async (exchange) => {
    await exchange.askInVain();
    reset(exchange);
  },
  'cut in the head of the answer': async (exchange) => {
    const { head } = await exchange.askInVain();
    exchange.socket.write(head.slice(0, head.length >> 1), () => reset(exchange));
  },
  'cut in the body of the answer': async (exchange) => {
    const { head, body } = await exchange.askInVain();
    exchange.socket.write(head + body.subarray(0, body.length >> 1), () => reset(exchange));
  },
  'hang after the commit': async ({ askInVain }) => void (await askInVain()),
  'gateway 502 after the commit': async ({ askInVain, response }) => {
    await askInVain();
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  },
  'page instead of the answer': async ({ askInVain, response }) => {
    await askInVain();
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  },
  'half of the answer': async ({ askInVain, response }) => {
    const { body } = await askInVain();
    response.writeHead(200, { 'content-type': 'application/json' }).end(body.subarray(0, body.length >> 1));
  },
  'request sent twice': async ({ ask, socket }) => {
    const answer = await ask();
    await ask();
    send(socket, answer);
  },
  'copy delivered after later writes': async ({ ask, socket, keepCopy }) => {
    keepCopy();
    send(socket, await ask());
  },
  'request delivered late': (exchange) => {
    exchange.keepForLater();
    reset(exchange);
  },
};

async function read(request: IncomingMessage, stripKeys: boolean): Promise<Passing> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { connection: _connection, 'transfer-encoding': _encoding, ...headers } = request.headers;
  if (stripKeys) delete headers['idempotency-key'];
  return { method: request.method ?? '', path: request.url ?? '', headers, body: Buffer.concat(chunks) };
}

function send(socket: Socket, { head, body }: Whole): void {
  // Past the response object: its connection has served this request and is closed.
  socket.end(Buffer.concat([Buffer.from(head.replace('\r\n', '\r\nconnection: close\r\n')), body]));
}

function reset({ socket }: Exchange): void {
  socket.resetAndDestroy();
}
