import { createEngine, type Engine, type Limits, type MemoryKey, memoryStore } from '@thrivestack-revenue/engine';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { respond } from './respond.ts';
import { plant, refuseUnknownResources, type Seed } from './seed.ts';
import { siteOf } from './site.ts';
import { wait } from './wait.ts';

/** What the handlers are made from. */
export interface RevenueHandlersOptions {
  /**
   * Where the API is: `https://api.example.com`, `https://example.com/proxy`, or a path
   * such as `/api` on any origin. Default: any origin, no path.
   */
  readonly baseUrl?: string;
  /** What is stored at the start. Default: nothing. With `keys` it belongs to the tenant of the first key. */
  readonly seed?: Seed;
  /** How long every answer takes at least, in milliseconds. Default: 0. */
  readonly latencyMs?: number;
  /** Keys that are checked as the server does. Default: any key or none is one test tenant. */
  readonly keys?: readonly MemoryKey[];
  /** Limits of requests. Default: `off`. */
  readonly limits?: Limits | 'off';
  /** Gives the time, in epoch milliseconds. Default: `Date.now`. */
  readonly clock?: () => number;
}

/**
 * Makes msw handlers that answer as the API does: they run its engine on a store in memory.
 *
 * Each call has a store of its own. A seed that the API refuses fails the requests.
 *
 * @throws TypeError for a bad `baseUrl`, or a seed of an unknown resource.
 * @throws RangeError for a `latencyMs` below zero, or limits that are not above zero.
 */
export function createRevenueHandlers(options: RevenueHandlersOptions = {}): RequestHandler[] {
  const { baseUrl, seed = {}, latencyMs = 0, keys, limits = 'off', clock = Date.now } = options;
  if (!(latencyMs >= 0)) throw new RangeError('latencyMs must be zero or more.');
  refuseUnknownResources(seed);
  const site = siteOf(baseUrl);
  const store = memoryStore(keys ? { keys } : {});
  const engine = createEngine({ store, clock, limits });
  const planted = plant(store, seed, keys, clock);
  // The requests that wait for it tell of a failure; nobody else has to.
  planted.catch(() => {});
  return [
    http.all(site.pattern, async ({ request }) => {
      await planted;
      if (!(await wait(latencyMs, request.signal))) return HttpResponse.error();
      return answer(engine, request, site.target(request.url));
    }),
  ];
}

/** Answers one request with the engine. */
async function answer(engine: Engine, request: Request, target: string): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  return respond(request.method, await engine.handle({ method: request.method, target, headers, body }));
}
