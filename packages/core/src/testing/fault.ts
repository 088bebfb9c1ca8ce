import { bytes, endless, json, partial, text } from './bodies.ts';
import type { Step } from './step.ts';

/** How an answer asks to wait: one of the three forms. */
export interface RetryAfter {
  readonly seconds?: number;
  readonly date?: Date;
  readonly ms?: number;
}

const HTML = '<!doctype html><title>Not the API</title>';

/**
 * Everything that goes wrong between a client and an API, each as a step of a script.
 *
 * Use them in `scriptedTransport(…)`, or before a real handler in `withFaults(…)`.
 */
export const fault = {
  /** Answers with a status and the error body of the API; `code` names the failure. */
  status: (status: number, code = `status_${status}`, retryAfter: RetryAfter = {}): Step => {
    const error = { type: code, code, message: `A fault: ${code}.` };
    return () => json(status, { success: false, error }, waiting(retryAfter));
  },
  /** Answers 429; without a form of waiting, the client backs off by itself. */
  rateLimited: (retryAfter: RetryAfter = {}): Step => fault.status(429, 'rate_limited', retryAfter),
  /** Rejects before the request has reached anything. */
  refused: (): Step => () => broken('connect ECONNREFUSED'),
  /** Breaks the connection before an answer; nothing was done. */
  reset: (): Step => () => broken('read ECONNRESET'),
  /** Does the request, and loses its answer: the write is done and nobody knows. */
  answerLost: (): Step => async (_request, next) => {
    const response = await next();
    await response.body?.cancel();
    return broken('read ECONNRESET');
  },
  /** Does the request, and answers with a failure all the same. */
  failureAfter:
    (status = 500): Step =>
    async (request, next) => {
      const response = await next();
      await response.body?.cancel();
      return fault.status(status)(request, next);
    },
  /** Breaks the connection after the beginning of a 200. */
  resetInBody:
    (beginning = '{"success":'): Step =>
    () =>
      partial(beginning),
  /** Never answers; the request ends when the client gives it up. */
  noHeaders: (): Step => () => new Promise(() => {}),
  /** Answers with headers, and never with a body. */
  noBody: (): Step => (request) => endless(request.signal),
  /** Sends a space every `everyMs` milliseconds, without end. */
  drip:
    (everyMs = 100): Step =>
    (request) =>
      endless(request.signal, everyMs),
  /** Answers 200 with half of a JSON text. */
  truncatedJson: (): Step => () => text(200, '{"success":tr'),
  /** Answers with a status and an empty body. */
  empty:
    (status = 200): Step =>
    () =>
      new Response(null, { status }),
  /** Answers 200 with the JSON text `null`. */
  nullBody: (): Step => () => text(200, 'null'),
  /** Answers with a page, as gateways and captive portals do. */
  html:
    (status = 200): Step =>
    () =>
      text(status, HTML, 'text/html'),
  /** Answers 200 with fields of wrong types. */
  wrongTypes: (): Step => () => json(200, { success: 'yes' }),
  /** Adds a field that no contract knows to the real answer. */
  unknownFields: (): Step => async (_request, next) => {
    const response = await next();
    const body = (await response.json()) as object;
    return json(response.status, { ...body, an_unknown_field: { of: ['a', 'later', 'version'] } });
  },
  /** Answers 200 with a text that is no UTF-8. */
  invalidUtf8: (): Step => () => bytes(200, new Uint8Array([0x22, 0xff, 0xc3, 0x22])),
  /** Answers with a failure whose message has `size` characters; 5,000,000 by default. */
  largeError:
    (size = 5_000_000): Step =>
    () =>
      json(400, { success: false, error: { type: 'large', code: 'large', message: 'x'.repeat(size) } }),
  /** Answers 200 with a JSON text of about `size` bytes; 11,000,000 by default. */
  largeSuccess:
    (size = 11_000_000): Step =>
    () =>
      json(200, { success: true, padding: 'x'.repeat(size) }),
  /** Sends the client elsewhere; it must not go. */
  redirect:
    (location: string, status = 307): Step =>
    () =>
      new Response(null, { status, headers: { location } }),
};

function waiting({ seconds, date, ms }: RetryAfter): Record<string, string> {
  return {
    ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    ...(date === undefined ? {} : { 'retry-after': date.toUTCString() }),
    ...(ms === undefined ? {} : { 'retry-after-ms': String(ms) }),
  };
}

/** What `fetch` rejects with when a connection fails. */
function broken(reason: string): Promise<never> {
  return Promise.reject(new TypeError('fetch failed', { cause: new Error(reason) }));
}
