/** A stand-in for the platform's `fetch`, for the `fetch` option of a client. */
export type TestFetch = (url: string, init: RequestInit) => Promise<Response>;

/** One request as a client sent it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** The body as text; empty when there is none. */
  readonly body: string;
  /** Aborted when the client gives the request up. */
  readonly signal: AbortSignal;
}

/**
 * Deals with one request: answers it, or rejects as a broken connection would.
 *
 * `next` asks what lies behind; behind a script there is nothing, and it rejects.
 */
export type Step = (request: SentRequest, next: () => Promise<Response>) => Response | Promise<Response>;

/** Reads what a client handed to `fetch`. */
export function sentRequest(url: string, init: RequestInit): SentRequest {
  const { method = 'GET', headers, body, signal } = init;
  return {
    method,
    url,
    headers: new Headers(headers),
    body: typeof body === 'string' ? body : '',
    signal: signal ?? new AbortController().signal,
  };
}

/** Runs `work`, but rejects with the signal's reason as soon as that is aborted, as `fetch` does. */
export function untilAborted<T>(signal: AbortSignal, work: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    Promise.resolve()
      .then(work)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
