import { createEngine, type Engine, manifest, memoryStore } from '@thrivestack-revenue/engine';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { respond } from './respond.ts';
import { anywhere, siteOf } from './site.ts';
import { wait } from './wait.ts';

/** Which requests meet a fault. */
export interface FaultOptions {
  /** The one API that fails, as for the handlers. Default: any, at whatever origin and path. */
  readonly baseUrl?: string;
  /** The one method that fails, such as `POST`. Default: all. */
  readonly method?: string;
  /** How many requests fail before the next handler answers again. Default: all. */
  readonly times?: number;
}

/** Which requests are refused, and how long they are asked to wait. */
export interface RateLimitedOptions extends FaultOptions {
  /** The `Retry-After`, in whole seconds. Default: 1. */
  readonly retryAfterSeconds?: number;
}

/** Which requests wait, and how long. */
export interface SlowOptions extends FaultOptions {
  /** How long a request takes to arrive, in milliseconds; `Infinity`: never. Default: 2,000. */
  readonly delayMs?: number;
}

/**
 * Answers 429 with a `Retry-After`, as the API does over its limit.
 *
 * @throws RangeError for anything but whole seconds above zero.
 */
function rateLimited(options: RateLimitedOptions = {}): RequestHandler {
  const { retryAfterSeconds = 1 } = options;
  if (!Number.isSafeInteger(retryAfterSeconds) || retryAfterSeconds < 1) {
    throw new RangeError('retryAfterSeconds must be a whole number, 1 or more.');
  }
  // Half a second less, as the API rounds up; the clock stands still, so what is used up stays so.
  const limits = { requestsPerSecond: 1 / (retryAfterSeconds - 0.5), burst: 1 };
  const engine = createEngine({ store: memoryStore(), clock: () => 0, limits });
  const usedUp = failure(engine, new Request('http://any/'));
  return faulty(options, async (request) => {
    await usedUp;
    return failure(engine, request);
  });
}

/** Answers 500, as the API does when something in it breaks. */
function serverError(options: FaultOptions = {}): RequestHandler {
  const verifyKey = (): never => {
    throw new Error('This engine is made to fail.');
  };
  const engine = createEngine({ store: memoryStore(), limits: 'off', verifyKey });
  return faulty(options, (request) => failure(engine, request));
}

/** Delays requests, and then leaves them to the next handler; one that is given up never arrives. */
function slow(options: SlowOptions = {}): RequestHandler {
  const { delayMs = 2000 } = options;
  return faulty(options, async (request) => {
    return (await wait(delayMs, request.signal)) ? undefined : HttpResponse.error();
  });
}

/** Fails as a broken connection does: `fetch` rejects with a TypeError. */
function network(options: FaultOptions = {}): RequestHandler {
  return faulty(options, async () => HttpResponse.error());
}

/** Handlers that fail; put them before those of the API: `server.use(fault.serverError())`. */
export const fault = { rateLimited, serverError, slow, network } as const;

type Fault = (request: Request) => Promise<Response | undefined>;

function faulty({ baseUrl, method, times = Number.POSITIVE_INFINITY }: FaultOptions, fail: Fault): RequestHandler {
  const wanted = method?.toUpperCase();
  let left = times;
  return http.all(baseUrl === undefined ? anywhere : siteOf(baseUrl).pattern, async ({ request }) => {
    if ((wanted !== undefined && request.method !== wanted) || left <= 0) return undefined;
    left -= 1;
    return fail(request);
  });
}

/** Asks an engine that fails before it looks at more than the key, so that the error is the API's own. */
async function failure(engine: Engine, { method, headers }: Request): Promise<Response> {
  const requestId = headers.get('x-request-id') ?? undefined;
  const sent = { [manifest.keyHeader]: 'a key', 'x-request-id': requestId };
  return respond(method, await engine.handle({ method, target: '/', headers: sent, body: new Uint8Array() }));
}
