import { createTransport } from '#transport';
import { pageOrigin } from './base-url.ts';
import type { ResponseInfo, ResultWithResponse } from './call.ts';
import { addHeaders, CONTENT_TYPE, checkKey, IDEMPOTENCY_KEY, sendable } from './check.ts';
import { within } from './deadline.ts';
import {
  AbortError,
  AuthenticationError,
  BadRequestError,
  ConnectionError,
  type ErrorClass,
  type ErrorFields,
  NotFoundError,
  RateLimitError,
  ResponseFormatError,
  RevenueError,
  ServerError,
  TimeoutError,
  UnexpectedStatusError,
} from './errors.ts';
import { keyHeader } from './generated/contract.gen.ts';
import type { Observer } from './observer.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { quietly } from './quietly.ts';
import { refuse } from './refuse.ts';
import { readRetryAfterMs } from './retry-after.ts';
import type { Answer } from './transport.ts';

/** What a client may spend on retries at once; a success returns a tenth of one. */
const FULL_BUDGET = 100;
// Longer timers fire at once on every platform.
const LONGEST_MS = 2_147_483_647;
const MESSAGE_CHARACTERS = 500;
const JSON_TYPE = 'application/json';

const CLASSES: Readonly<Record<number, ErrorClass<RevenueError>>> = {
  400: BadRequestError,
  401: AuthenticationError,
  404: NotFoundError,
  429: RateLimitError,
};

/** What is used of an error in our form; anything but the code may be of any type. */
interface ErrorOfBody {
  readonly code?: string;
  readonly message?: unknown;
  readonly param?: unknown;
  readonly details?: unknown;
}

/** Sends one operation until it succeeds, fails for good, or runs out of time. */
export type Perform = (
  operation: Operation,
  input: OperationInput,
  options?: CallOptions,
) => Promise<ResultWithResponse<unknown>>;

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const now = (): number => performance.now();

/**
 * Makes what performs the calls of a client.
 *
 * One closure holds a call, where an object passed between modules would be easier to cut up: minifiers shorten
 * the names of variables but not those of properties, and a call is what every page that uses the client loads.
 * Key and options stay in here, too: whoever prints the client sees none of them.
 */
export function performer(
  settings: ClientOptions,
  origin: string,
  baseUrl: string,
  apiKey: ClientOptions['apiKey'],
): Perform {
  const transport = createTransport(settings.fetch);
  const ownHeaders = addHeaders({ accept: JSON_TYPE }, settings.headers);
  let tokens = FULL_BUDGET;

  return async (operation, { target, body }, options = {}) => {
    const { method, path, key: keyField, hint } = operation;
    const { signal } = options;
    const isWrite = keyField !== undefined;
    const title = `${method} ${path}: `;
    const setting = (name: 'timeoutMs' | 'attemptTimeoutMs' | 'maxRetries', fallback: number): number =>
      options[name] ?? settings[name] ?? fallback;
    const timeoutMs = setting('timeoutMs', 30_000);
    const attemptMs = setting('attemptTimeoutMs', 10_000);
    // By the clock of performance.now(); zero once the time is up.
    let endsAt = now() + timeoutMs;
    let key: string | undefined;
    let attempts = 0;
    let retries = 0;
    let idempotencyKey: string | undefined;
    /** True once the write may have been done without an answer that says so. */
    let ambiguous = false;
    let isRefused = false;

    const fail = <T extends RevenueError>(Class: ErrorClass<T>, message: string, fields: ErrorFields): T =>
      new Class(message.slice(0, MESSAGE_CHARACTERS), { attempts, ambiguous, idempotencyKey, ...fields });

    /**
     * Hides the key in texts of JSON; shorter than 8 characters it is no secret but a word.
     *
     * Each `cause` becomes an error, so that consoles show it as one.
     */
    const hide = (name: string, value: unknown): unknown => {
      const said = key && key.length > 7 && typeof value === 'string' ? value.replaceAll(key, '[key]') : value;
      return name === 'cause' ? Object.assign(new Error(), typeof said === 'string' ? { message: said } : said) : said;
    };

    /** Copies what an error says, without what it holds: a custom `fetch` may put the whole request into it. */
    const copyOf = (cause: unknown): { readonly cause?: Error } | undefined =>
      quietly(() => JSON.parse(JSON.stringify({ cause }, ['name', 'message', 'code', 'stack', 'cause']), hide));

    const timedOut = (name: string, ms: number): RevenueError =>
      fail(TimeoutError, `${title}${name} (${ms} ms) is over`, { code: 'timeout', retryable: true });

    const listeners: readonly Observer[] = [settings, ...(settings.observers ?? []), options];
    /** Tells everybody who listens; a fault in a display must not leave a write half done. */
    const tell = <Name extends keyof Observer>(name: Name, event: Parameters<NonNullable<Observer[Name]>>[0]): void => {
      for (const observer of listeners)
        try {
          (observer[name] as ((heard: typeof event) => void) | undefined)?.(event);
        } catch {
          // Nobody is told.
        }
    };

    /** Waits for a part of a call; its own limit, the call's and the signal end the wait, the first of them. */
    const wait = <T>(ms: number, work?: (onStop: (stop: () => void) => void) => Promise<T>): Promise<T> => {
      const leftMs = endsAt - now();
      return within(
        Math.min(ms, leftMs),
        signal,
        (isLate) => {
          if (isLate && ms < leftMs) return work && timedOut('attemptTimeoutMs', ms);
          endsAt = 0;
          if (isLate) return timedOut('timeoutMs', timeoutMs);
          return fail(AbortError, `${title}aborted`, { code: 'aborted', cause: signal?.reason });
        },
        work,
      );
    };

    /** Finds the key; tells whether it is another one than before. */
    const askKey = async (): Promise<boolean> => {
      const before = key;
      if (typeof apiKey !== 'function') key = apiKey;
      else
        await wait(LONGEST_MS, async () => {
          try {
            key = checkKey(await apiKey({ refused: isRefused }));
          } catch (cause) {
            throw fail(RevenueError, 'apiKey() failed', { code: 'invalid_api_key', ...copyOf(cause) });
          }
        });
      return key !== before;
    };

    /** Takes the result out of an answer. */
    const judge = (answer: Answer, wasAmbiguous: boolean): ResultWithResponse<unknown> => {
      const { status, headers, text, broken, cut } = answer;
      const isSuccess = status > 199 && status < 300;
      // JSON that begins so is an object.
      const parsed = quietly(() => /^\s*\{/.test(text) && JSON.parse(text, isSuccess ? undefined : hide));
      const requestId = headers.get('x-request-id') ?? undefined;
      const replayed = headers.get('idempotent-replayed') === 'true';
      const response: ResponseInfo = { status, headers, requestId, replayed, attempts, idempotencyKey };
      if (isSuccess) {
        if (!broken && !cut && (isWrite ? parsed?.success === true && stringOf(parsed[keyField]) : parsed))
          return { data: parsed, response };
        const fault = broken ? 'broke off' : cut ? 'is over 10 MB' : 'is no success';
        throw fail(ResponseFormatError, `${title}${status}, but the body ${fault}. Check baseUrl (${baseUrl})`, {
          code: 'response_format',
          status,
          requestId,
          retryable: isWrite || broken,
        });
      }
      ambiguous = wasAmbiguous || (isWrite && status > 499);
      const { code, message, param, details }: ErrorOfBody =
        parsed?.success === false && stringOf(parsed.error?.code) ? parsed.error : {};
      const issues = Array.isArray(details) ? details : undefined;
      if (
        isWrite &&
        wasAmbiguous &&
        (method === 'DELETE'
          ? status === 404
          : status === 400 && code && code === operation.exists && issues?.length === 0)
      )
        return {
          data: { success: true, [keyField]: (body as Record<string, unknown>)[keyField] },
          response: { ...response, replayed: true },
        };
      const what = status === 401 ? `API key, scope "${operation.scope}", environment, ` : '';
      const advice = code && !what ? '' : (hint?.(operation, status) ?? `. Check ${what}baseUrl (${baseUrl})`);
      throw fail(
        CLASSES[status] ?? (status > 499 ? ServerError : UnexpectedStatusError),
        (stringOf(message) ?? title + (status || 'a redirect')) + advice,
        {
          status,
          code,
          param: stringOf(param),
          details: issues,
          requestId: requestId ?? stringOf(parsed?.request_id),
          retryable: /408|42[59]|50[0234]/.test(`${status}`),
          retryAfterMs: readRetryAfterMs(headers),
        },
      );
    };

    const page = pageOrigin() ?? '';
    // Pages without an origin of their own (files, about:blank) say "null".
    if (!origin && !/^http/.test(page)) refuse('invalid_base_url', 'a path needs a page');
    const url = (origin ? '' : page) + baseUrl + (target?.() ?? path);
    const headers = addHeaders({ ...ownHeaders }, options.headers);
    let text: string | undefined;
    if (isWrite) {
      settings.validate?.['~check'](operation, body);
      idempotencyKey = sendable(
        // Insecure pages have no randomUUID.
        options.idempotencyKey ?? crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-'),
        'invalid_idempotency_key',
        /^[!-~]{1,255}$/,
      );
      headers[IDEMPOTENCY_KEY] = idempotencyKey;
      headers[CONTENT_TYPE] = JSON_TYPE;
      text = quietly(() => JSON.stringify(body)) ?? refuse('invalid_body', 'no JSON');
    }
    await askKey();
    for (;;) {
      const wasAmbiguous: boolean = ambiguous;
      const request = { operation, url, attempt: attempts + 1, headers: { ...headers }, body };
      const sentAt = now();
      let result: ResultWithResponse<unknown> | undefined;
      let error: RevenueError | undefined;
      try {
        const answer = await wait(attemptMs, (onStop) => {
          attempts += 1;
          // Until an answer says otherwise.
          ambiguous = isWrite;
          tell('onRequest', request);
          // A copy: who listens keeps the headers without the key.
          const sent = key ? { ...request.headers, [keyHeader]: key } : request.headers;
          return transport({ url, method, headers: sent, body: text }, onStop);
        });
        result = judge(answer, wasAmbiguous);
      } catch (cause) {
        // Nobody was there to do anything.
        if ((cause as { unsent?: boolean } | undefined)?.unsent) ambiguous = wasAmbiguous;
        error =
          cause instanceof RevenueError
            ? cause
            : fail(ConnectionError, `${title}no answer. Check baseUrl (${baseUrl})`, {
                code: 'connection',
                retryable: true,
                ...copyOf(cause),
              });
      }
      tell('onResponse', { request, durationMs: now() - sentAt, response: result?.response, error });
      if (!error) {
        tokens = Math.min(FULL_BUDGET, tokens + 0.1);
        return result as ResultWithResponse<unknown>;
      }
      const { status, retryable, retryAfterMs } = error;
      if (status === 401 && !isRefused) {
        isRefused = true;
        if (await askKey()) continue;
      }
      // Full jitter: a random delay below 0.5 s, 1 s, 2 s … 8 s.
      const delayMs = retryAfterMs ?? Math.random() * Math.min(8_000, 500 * 2 ** retries);
      if (!retryable || !(retries < setting('maxRetries', 2)) || now() + delayMs >= endsAt) throw error;
      retries += 1;
      // A server that says when to come back has asked for the retry.
      const price = settings.retryBudget === false || (status === 429 && retryAfterMs !== undefined) ? 0 : 1;
      if (tokens < price) throw Object.assign(error, { retryBudgetExhausted: true });
      tokens -= price;
      tell('onRetry', { attempt: attempts, delayMs, retryAt: Date.now() + delayMs, error });
      await wait(delayMs);
    }
  };
}
