import type { Limits } from './limits.ts';
import type { Manifest } from './manifest.ts';
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

export interface EngineOptions {
  readonly store: Store;
  /** Epoch milliseconds; default `Date.now`. */
  readonly clock?: () => number;
  /** Finds out who a key belongs to; default: `store.findKey`, SHA-256 by WebCrypto. */
  readonly verifyKey?: VerifyKey;
  /** Default: 100 requests/s per key, burst 200, 10 bad keys per minute and address. */
  readonly limits?: Limits | 'off';
  /** Default: the one generated from the contract. */
  readonly manifest?: Manifest;
  /** Makes request ids; default `req_` and 96 random bits. */
  readonly randomId?: () => string;
  readonly logger?: Logger;
}

/** Resolves to nothing for a key that is unknown, expired or revoked. */
export type VerifyKey = (apiKey: string) => Principal | undefined | Promise<Principal | undefined>;

export interface Engine {
  /** Answers one request; never rejects. */
  handle(request: EngineRequest): Promise<EngineResponse>;
}

/** Makes the API over a store. */
export function createEngine(options: EngineOptions): Engine {
  return { handle: () => Promise.reject(new Error(`unfinished: ${typeof options}`)) };
}
