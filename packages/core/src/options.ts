import type { Observer, RetryEvent } from './observer.ts';
import type { Operation } from './operation.ts';
import type { Fetch } from './transport.ts';

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

/** Checks bodies before they are sent. */
export interface BodyCheck {
  /** Throws a `BadRequestError` when something is wrong with the body. */
  '~check'(operation: Operation, body: unknown): void;
}

/** What a client is made from. */
export interface ClientOptions extends SharedOptions {
  /** Hears of every request before it is sent, and may add headers to it; what it throws is ignored. */
  readonly onRequest?: Observer['onRequest'];
  /** Hears of the end of every request, whether it was answered or not; what it throws is ignored. */
  readonly onResponse?: Observer['onResponse'];
  /**
   * Hear of everything: `logTo(console)` and `traceWith(tracer)` of `@thrivestack-revenue/core/observe`, or your own.
   *
   * None by default. What they throw is ignored.
   */
  readonly observers?: readonly Observer[] | undefined;
  /**
   * Checks the bodies of writes before they are sent: the `validators` of `@thrivestack-revenue/core/validators`.
   *
   * Nothing is checked by default. A body that is wrong rejects with the `BadRequestError` that the server
   * would answer, and with `attempts: 0`.
   */
  readonly validate?: BodyCheck | undefined;
  /**
   * Limits the retries of the client as a whole, so that an outage is not made worse.
   *
   * On by default: there are 100 tokens, a retry takes one, a success returns a tenth of one, and a retry that
   * the server asked for (429 with `Retry-After`) is free. Without a token left a call fails at once, with
   * `retryBudgetExhausted` on its error. `false` turns it off, for bulk work that may wait.
   */
  readonly retryBudget?: false | undefined;
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
  /**
   * Sends the requests.
   *
   * The platform's `fetch` by default; on Node, `node:http` with connections that are kept.
   */
  readonly fetch?: Fetch | undefined;
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
