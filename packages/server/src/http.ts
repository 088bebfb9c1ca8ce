import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Engine, EngineResponse } from '@thrivestack-revenue/engine';
import type { Cors } from './cors.ts';
import { refuseHostless, refuseMalformed, tooSlow } from './malformed.ts';
import { answerProbe, type Health } from './probes.ts';
import { BodyReader, discardRest } from './request-bytes.ts';

/** What is told of each answered request: never a key, a query or a body. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string | undefined;
}

/** What an HTTP server is made from. */
export interface HttpServerOptions extends Health {
  readonly engine: Engine;
  /** Says where a request comes from; default: the other end of its socket. */
  readonly addressOf?: (request: IncomingMessage) => string | undefined;
  /** Opens the API to pages of other origins; default: closed, and no header speaks of it. */
  readonly cors?: Cors | undefined;
  /** Called after each answer. */
  readonly onRequest?: (line: RequestLine) => void;
  /** Time for the headers, and for a first byte on a new connection, in milliseconds; default 5,000. */
  readonly headersTimeoutMs?: number;
  /** Time for the body before it must come at 2 KiB/s at least, in milliseconds; default 5,000. */
  readonly bodyGraceMs?: number;
  /** Time for the whole request, in milliseconds; default 30,000. */
  readonly requestTimeoutMs?: number;
}

/** How often the two times are checked, in milliseconds; Node's default is half a minute. */
const CHECK_INTERVAL_MS = 100;
/** Longer than the 60 s of common load balancers, so that the server is not the one who closes. */
const KEEP_ALIVE_MS = 65_000;

/** Makes the HTTP server over an engine; it does not listen yet. */
export function createHttpServer(options: HttpServerOptions): Server {
  const headersTimeout = options.headersTimeoutMs ?? 5000;
  const requestTimeout = options.requestTimeoutMs ?? 30_000;
  const server = createServer({
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, headersTimeout, requestTimeout),
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Node's own refusal has no body: `refuseHostless` answers instead.
    requireHostHeader: false,
  });
  // A client that has said all it will say still gets its answers: Node would end the connection at once, and a write
  // that is on its way to the disk would be done without a word.
  Object.assign(server, { httpAllowHalfOpen: true });
  const open = new OpenAnswers();
  const bodies = new BodyReader(options.bodyGraceMs);
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void exchange(options, open, bodies, request, response);
  };
  server.on('request', onRequest);
  // An unknown `Expect` is ignored, as HTTP allows, instead of Node's 417 without a body.
  server.on('checkExpectation', onRequest);
  server.on('clientError', (error, socket) => open.refuse(error, socket));
  return server;
}

async function exchange(
  options: HttpServerOptions,
  open: OpenAnswers,
  bodies: BodyReader,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const start = options.onRequest ? performance.now() : 0;
  const { socket } = request;
  const method = request.method ?? '';
  const target = request.url ?? '';
  let answered: EngineResponse;
  open.add(socket, request);
  try {
    const read = bodies.read(request, () => open.refuse(tooSlow(), socket));
    // Not awaited without need: each turn of the queue costs.
    const { bytes, oversized } = 'then' in read ? await read : read;
    answered =
      refuseHostless(request) ??
      answerProbe(options, method, target) ??
      options.cors?.preflight(method, request.headers) ??
      (await options.engine.handle({
        method,
        target,
        headers: request.headers,
        body: bytes,
        address: options.addressOf ? options.addressOf(request) : socket.remoteAddress,
      }));
    const last = oversized || options.isDraining() || open.isClosing(socket);
    writeHead(response, answered, last, options.cors?.headersFor(request.headers.origin));
    if (oversized) {
      // The client has the whole answer; the connection ends once it had time to read it.
      response.write(answered.body);
      await discardRest(request);
      response.end();
    } else {
      // As text, head and body go out in one piece.
      response.end(answered.body);
    }
  } catch {
    // The client went away, or its connection broke: there is nobody to answer.
    response.destroy();
    return;
  } finally {
    open.remove(socket, request);
  }
  options.onRequest?.({
    method,
    path: target.split('?', 1)[0] ?? '',
    status: answered.status,
    milliseconds: Math.round((performance.now() - start) * 10) / 10,
    requestId: answered.headers['x-request-id'],
  });
}

/** Writes status and headers at once: Node checks and keeps one that is set alone a second time. */
function writeHead(
  response: ServerResponse,
  { status, headers, body }: EngineResponse,
  last: boolean,
  more: EngineResponse['headers'] | undefined,
): void {
  const all: Record<string, string | number> = { ...headers };
  if (status !== 204) all['content-length'] = Buffer.byteLength(body);
  if (last) all['connection'] = 'close';
  response.writeHead(status, more ? Object.assign(all, more) : all);
}

/** Requests without an answer, by connection. */
class OpenAnswers {
  readonly #requests = new WeakMap<Duplex, IncomingMessage[]>();
  readonly #closing = new WeakSet<Duplex>();

  add(socket: Duplex, request: IncomingMessage): void {
    const requests = this.#requests.get(socket);
    if (requests) requests.push(request);
    else this.#requests.set(socket, [request]);
  }

  remove(socket: Duplex, request: IncomingMessage): void {
    const requests = this.#requests.get(socket);
    requests?.splice(requests.indexOf(request), 1);
  }

  /** Refuses what is broken; good requests before it are answered first, and the last answer closes the connection. */
  refuse(error: Error, socket: Duplex): void {
    if (this.#requests.get(socket)?.some(({ complete }) => complete)) this.#closing.add(socket);
    else refuseMalformed(error, socket);
  }

  isClosing(socket: Duplex): boolean {
    return this.#closing.has(socket);
  }
}
