import { badKey, createKeyVerifier, requireScope, type VerifyKey } from './auth.ts';
import { Refusal } from './errors.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { manifest as generated } from './generated/manifest.gen.ts';
import { createLimiters, type EngineLimiters, type Limits, type Taken } from './limits.ts';
import type { Manifest } from './manifest.ts';
import { createHandlers, type Handler } from './operations.ts';
import { splitTarget } from './query.ts';
import { createRandomIds, requestIdOf } from './request-id.ts';
import { createRouter, type Route } from './routes.ts';
import type { Principal, Store } from './store/port.ts';

/** Largest body in bytes. An adapter passes at most one byte more and lets the engine refuse. */
export const BODY_LIMIT_BYTES = 65_536;

/** A request without its socket. */
export interface EngineRequest {
  readonly method: string;
  /** Path and query as on the request line, not decoded. */
  readonly target: string;
  /** Names in lower case, as `node:http` gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
  /** Where the request comes from; only the limit of bad keys looks at it. */
  readonly address?: string | undefined;
}

/** An answer without its socket. */
export interface EngineResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
}

/** Takes what went wrong inside; `pino` fits. Never given a key or a body. */
export interface Logger {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What an engine is made from. */
export interface EngineOptions {
  readonly store: Store;
  /** Epoch milliseconds; default `Date.now`, and for limits `performance.now`, which nobody sets. */
  readonly clock?: () => number;
  /** Finds out who a key belongs to, asked with an empty text for none; default: `store.findKey`, SHA-256 by WebCrypto. */
  readonly verifyKey?: VerifyKey;
  /** Default: 100 requests/s per key, burst 200, 10 bad keys per minute and address. */
  readonly limits?: Limits | 'off';
  /** Default: the one generated from the contract. */
  readonly manifest?: Manifest;
  /** Makes request ids; default `req_` and 96 random bits. */
  readonly randomId?: () => string;
  readonly logger?: Logger;
}

/** The API as one function, from request to answer. */
export interface Engine {
  /** Answers one request; never rejects. */
  handle(request: EngineRequest): Promise<EngineResponse>;
}

/** What every request needs, made once. */
interface Context {
  readonly keyHeader: string;
  readonly verify: VerifyKey;
  /** Who a request is when the store knows no keys. */
  readonly anyone: Principal | undefined;
  readonly limiters: EngineLimiters | undefined;
  readonly route: (method: string, path: string) => Route;
  readonly handlerOf: (route: Route) => Handler;
}

/** A clock that is set forward must not fill the buckets of limits. */
const monotonic = (): number => performance.now();

/**
 * Makes the API over a store.
 *
 * @throws RangeError for limits that are not above zero.
 */
export function createEngine(options: EngineOptions): Engine {
  const { store, clock = Date.now, manifest = generated, randomId = createRandomIds(), logger } = options;
  const context: Context = {
    keyHeader: manifest.keyHeader,
    verify: options.verifyKey ?? createKeyVerifier(store, clock),
    anyone: options.verifyKey ? undefined : store.anyone,
    limiters: options.limits === 'off' ? undefined : createLimiters(options.limits ?? {}, options.clock ?? monotonic),
    route: createRouter(manifest),
    handlerOf: createHandlers(manifest, store, clock),
  };
  return {
    async handle(request) {
      const exchange = createExchange(request, (header) => requestIdOf(header, randomId));
      try {
        return await answer(context, exchange, request);
      } catch (error) {
        return exchange.failure(error, logger);
      }
    },
  };
}

/** The order of checks is part of the contract: nothing of a resource is looked at before the key is good. */
async function answer(context: Context, exchange: Exchange, request: EngineRequest): Promise<EngineResponse> {
  if (request.body.length > BODY_LIMIT_BYTES) {
    throw new Refusal(400, { code: 'body_too_large', message: `The body may have ${BODY_LIMIT_BYTES} bytes at most.` });
  }
  const asked = authenticate(context, exchange, request);
  // Not awaited without need: each turn of the queue costs, and the server knows at once.
  const principal = 'then' in asked ? await asked : asked;
  const taken = context.limiters?.key.take(principal.keyId);
  if (taken) exchange.add(taken.headers);
  if (taken && !taken.allowed) throw tooMany('This key sends too many requests.', taken);
  const { path, query } = splitTarget(request.target);
  const route = context.route(request.method, path);
  requireScope(principal, route.operation.scope, context.keyHeader);
  return context.handlerOf(route)({ exchange, principal, taken, route, query, body: request.body });
}

/** A good key is never refused for its address: only bad ones count, and only they get the 429. */
function authenticate(
  context: Context,
  exchange: Exchange,
  { address }: EngineRequest,
): Principal | Promise<Principal> {
  if (context.anyone) return context.anyone;
  const key = exchange.header(context.keyHeader) ?? '';
  const found = context.verify(key);
  const known = (principal: Principal | undefined): Principal => {
    if (principal && key !== '') return principal;
    throw refusedKey(context, exchange, address);
  };
  // Not by class: a promise may be of another realm, or of a library that replaces the global one.
  return found && 'then' in found ? found.then(known) : known(found);
}

function refusedKey(context: Context, exchange: Exchange, address: string | undefined): Refusal {
  const taken = context.limiters?.address.take(address ?? '');
  if (taken && !taken.allowed) {
    exchange.add(taken.headers);
    return tooMany('Too many bad API keys came from this address.', taken);
  }
  return badKey(context.keyHeader);
}

function tooMany(what: string, { headers }: Taken): Refusal {
  const seconds = headers['retry-after'] ?? '1';
  return new Refusal(429, { code: 'rate_limited', message: `${what} Wait ${seconds} s and send it again.` });
}
