import { createTransport } from '#transport';
import { originOf } from './base-url.ts';
import { checkKey } from './check.ts';
import { within } from './deadline.ts';
import { keyHeader } from './generated/contract.gen.ts';
import { operations as contractOperations } from './generated/operations.gen.ts';
import { isSameOrigin, methodsAt, type ProxyOperation, readLimited } from './proxy-rules.ts';
import { refuse } from './refuse.ts';
import type { Answer, Fetch, WireRequest } from './transport.ts';

export type { ProxyOperation } from './proxy-rules.ts';

/** What a proxy is made from. */
export interface ProxyOptions {
  /** Says where the API is, as a whole URL. */
  readonly baseUrl: string;
  /** Finds the key of whoever asks, in a session for instance; null answers 401. */
  readonly apiKey: (request: Request) => string | null | Promise<string | null>;
  /** The path under which the proxy is mounted, `/api` for instance; empty by default. */
  readonly prefix?: string | undefined;
  /** What is let through; every operation of the contract by default. */
  readonly operations?: readonly ProxyOperation[] | undefined;
  /** Origins whose pages may write, beside the proxy's own: `https://app.example.com`. */
  readonly origins?: readonly string[] | undefined;
  /** Bounds the wait for the API; milliseconds, 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Replaces the platform's `fetch`. */
  readonly fetch?: Fetch | undefined;
}

const BODY_BYTES = 65_536;
const SENT = ['accept', 'content-type', 'idempotency-key', 'x-request-id'];
const RETURNED = /^(retry-after(-ms)?|ratelimit.*|x-request-id|idempotent-replayed|allow)$/;
const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'authentication_error',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
};

/**
 * Makes a handler that adds the key to a browser's requests, so that the key stays on the server.
 *
 * Only operations of the contract pass, writes only from pages of the same origin; cookies and any
 * key of the browser's own stop here. Its own failures have the error body of the API.
 *
 * @throws RevenueError when `baseUrl` is not a whole URL.
 */
export function createProxy(options: ProxyOptions): (request: Request) => Promise<Response> {
  if (!originOf(options.baseUrl)) refuse('invalid_base_url', 'a proxy needs a whole URL');
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const prefix = (options.prefix ?? '').replace(/\/+$/, '');
  const { apiKey, operations = contractOperations, origins = [], timeoutMs = 30_000 } = options;
  const transport = createTransport(options.fetch);

  return async (request) => {
    const { method } = request;
    const { pathname, search } = new URL(request.url);
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : '';
    const methods = methodsAt(path, operations);
    if (methods.length === 0) return failure(404, 'not_found', 'There is no such path in the API.');
    if (!methods.includes(method)) {
      return failure(405, 'method_not_allowed', `${method} is not possible here.`, { allow: methods.join(', ') });
    }
    const isWrite = method !== 'GET';
    if (isWrite && !isSameOrigin(request, origins)) {
      return failure(403, 'cross_site_request', 'Writes are taken from pages of this origin only.');
    }
    const key = await apiKey(request);
    if (key === null) return failure(401, 'not_signed_in', 'There is no API key for this request. Sign in first.');
    const headers: Record<string, string> = { [keyHeader]: checkKey(key) };
    for (const name of SENT) {
      const value = request.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    const body = isWrite ? await readLimited(request, BODY_BYTES) : new Uint8Array();
    if (!body) return failure(400, 'body_too_large', `The body is larger than ${BODY_BYTES} bytes.`);
    // A DELETE without it may reach the API unframed, its body taken for the next request.
    if (isWrite) headers['content-length'] = String(body.length);
    const outgoing: WireRequest = { url: baseUrl + path + search, method, headers, ...(isWrite ? { body } : {}) };
    let late = false;
    try {
      const answer = await within(
        timeoutMs,
        request.signal,
        (isLate) => {
          late = isLate;
          return 'stopped';
        },
        (onStop) => transport(outgoing, onStop),
      );
      return passOn(answer);
    } catch {
      if (late) return failure(504, 'api_timeout', `The API did not answer within ${timeoutMs} ms.`);
      return failure(502, 'api_unreachable', 'The API could not be reached.');
    }
  };
}

function passOn(answer: Answer): Response {
  const { status, headers, text, broken, cut } = answer;
  if (status < 200 || (status >= 300 && status < 400)) {
    return failure(502, 'api_redirected', 'The API answered with a redirect, which is not followed.');
  }
  if (broken || (cut && status < 300)) return failure(502, 'api_incomplete', 'The answer of the API is incomplete.');
  // Anything but JSON is shown as text: an error page of a gateway must not run on this origin.
  const isJson = /^application\/json\b/i.test(headers.get('content-type') ?? '');
  const returned: Record<string, string> = {
    'content-type': isJson ? 'application/json' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  headers.forEach((value, name) => {
    if (RETURNED.test(name)) returned[name] = value;
  });
  return new Response(status === 204 || status === 205 ? null : text, { status, headers: returned });
}

function failure(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  // Insecure pages have no randomUUID; this id is for support only.
  const request_id = `proxy_${crypto.randomUUID?.() ?? Date.now().toString(36)}`;
  const error = { type: TYPES[status] ?? 'server_error', code, message };
  return new Response(JSON.stringify({ success: false, error, request_id }), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': request_id,
      ...headers,
    },
  });
}
