import type { IncomingHttpHeaders } from 'node:http';
import type { EngineResponse } from '@thrivestack-revenue/engine';
import { emptyAnswer } from './answers.ts';

/** What a page of another origin may see of an answer, beside its body. */
const EXPOSED = ['retry-after', 'ratelimit', 'ratelimit-policy', 'x-request-id', 'idempotent-replayed'];
/** What it may send, beside the header of the key. */
const ACCEPTED = ['content-type', 'idempotency-key', 'x-request-id'];
/** How long a browser may keep the answer to a preflight, in seconds; none keeps it for longer. */
const MAX_AGE_S = 7200;

export interface CorsOptions {
  /** Exactly as browsers say them: `https://app.example.com`. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Header that carries the API key. */
  readonly keyHeader: string;
}

/** Opens the API to pages of some origins. */
export interface Cors {
  /** Answers the question that a browser asks before a request; nothing for any other request. */
  preflight(method: string, headers: IncomingHttpHeaders): EngineResponse | undefined;
  /** Makes the headers that every answer gets. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>>;
}

/** Makes the rules for a list of origins. No cookie is ever read, so credentials are not allowed. */
export function createCors({ origins, methods, keyHeader }: CorsOptions): Cors {
  const allowed = new Set(origins);
  // Answers differ by origin, so no cache may hand one origin's to another.
  const others = { vary: 'origin' };
  const headersFor: Cors['headersFor'] = (origin) =>
    origin !== undefined && allowed.has(origin)
      ? { ...others, 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED.join(', ') }
      : others;
  return {
    headersFor,
    preflight(method, { origin, 'access-control-request-method': asked }) {
      if (method !== 'OPTIONS' || asked === undefined || origin === undefined || !allowed.has(origin)) return undefined;
      return emptyAnswer({
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': [keyHeader, ...ACCEPTED].join(', '),
        'access-control-max-age': String(MAX_AGE_S),
      });
    },
  };
}
