/** One request, ready to be sent. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  // `Uint8Array<ArrayBuffer>`, in words that compilers before 5.7 know, too.
  readonly body?: string | ReturnType<Uint8Array['slice']> | undefined;
}

/** What one request got back; the body is read, up to a limit. */
export interface Answer {
  /** 0 when a browser hides a redirect. */
  readonly status: number;
  readonly headers: Pick<Headers, 'get' | 'has' | 'forEach'>;
  readonly text: string;
  /** True when the connection broke before the end of the body. */
  readonly broken: boolean;
  /** True when there was more body than the limit. */
  readonly cut: boolean;
}

/**
 * Sends one request and reads its answer; rejects when there is none.
 *
 * What it rejects with has `unsent: true` when certainly nothing reached the server.
 * A redirect is an answer: none is followed. `onStop` takes what gives the request up.
 */
export type Transport = (request: WireRequest, onStop: (stop: () => void) => void) => Promise<Answer>;

/** A `fetch` of the caller's own, or the platform's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Makes the transport of a client; a `fetch` that is given is used. */
export type CreateTransport = (fetch?: Fetch) => Transport;

/** Limits the bytes that are read of a body: 10 MB of a success, 64 kB of anything else. */
export function bodyLimit(status: number): number {
  return status < 300 ? 10_000_000 : 64_000;
}
