import type { RevenueError } from './errors.ts';

/** What is about to be repeated, and when. */
export interface RetryEvent {
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
  /** When the next attempt starts, in epoch milliseconds. */
  readonly retryAt: number;
  /** What the failed attempt ended with. */
  readonly error: RevenueError;
}

/** What can be set for a client and again for one call. */
export interface SharedOptions {
  /**
   * Bounds the whole call: connect, headers, body, every retry and back-off.
   *
   * Milliseconds, 30,000 by default. Past it the call rejects with a `TimeoutError`.
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Bounds one attempt, within what is left of `timeoutMs`.
   *
   * Milliseconds, 10,000 by default.
   */
  readonly attemptTimeoutMs?: number | undefined;
  /** Limits the attempts after the first; 2 by default, 0 for none. */
  readonly maxRetries?: number | undefined;
  /**
   * Adds headers to every request.
   *
   * The key, the idempotency key and the content type cannot be set here.
   */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Hears of every retry before its back-off; what it throws is ignored. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}

/** Why an `apiKey` function is asked. */
export interface ApiKeyRequest {
  /** True when the server has just refused the key given before. */
  readonly refused: boolean;
}

/** What a client is made from. */
export interface ClientOptions extends SharedOptions {
  /**
   * Authenticates every request; the value of the environment's `THRIVESTACK_API_KEY` by default.
   *
   * A function is asked for each call, and once more after a 401. A key is refused in
   * browsers, and is not needed when `baseUrl` is on the page's own origin.
   */
  readonly apiKey?: string | ((request: ApiKeyRequest) => string | Promise<string>) | undefined;
  /**
   * Says where the API is: `https://api.app.thrivestack.ai` by default.
   *
   * Paths are appended. One that starts with `/` belongs to the page's own origin.
   */
  readonly baseUrl?: string | undefined;
  /** Tells clients apart in caches; `'default'` by default. */
  readonly id?: string | undefined;
  /** Replaces the platform's `fetch`. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /**
   * Allows a key in a browser, where everybody who opens the page can read it.
   *
   * False by default. A proxy of your own keeps the key on your server instead.
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** What can be set for one call. */
export interface CallOptions extends SharedOptions {
  /** Cancels the call in every state; it rejects with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Makes a write happen once, whatever is repeated: visible ASCII, at most 255 characters.
   *
   * A random UUID by default, the same on every attempt of a call.
   */
  readonly idempotencyKey?: string | undefined;
}
