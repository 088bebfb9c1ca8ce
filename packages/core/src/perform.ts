import { checkKey } from './api-key.ts';
import type { ResultWithResponse } from './call.ts';
import { within } from './deadline.ts';
import { AbortError, ConnectionError, RevenueError, TimeoutError } from './errors.ts';
import { keyHeader } from './generated/contract.gen.ts';
import { judge } from './judge.ts';
import { tell } from './observer.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions } from './options.ts';
import { copyCause } from './redact.ts';
import { prepare } from './request.ts';
import { backOffMs } from './retry.ts';
import { returnToken, takeToken } from './retry-budget.ts';
import type { Answer } from './transport.ts';
import { failure, type Outcome, type Setup, seeBaseUrl, setting, title, type UnderWay } from './under-way.ts';

/** Sends one operation until it succeeds, fails for good, or runs out of time. */
export async function perform(
  setup: Setup,
  operation: Operation,
  input: OperationInput,
  options: CallOptions = {},
): Promise<ResultWithResponse<unknown>> {
  const call = prepare(setup, operation, input, options);
  let isRefused = false;
  let retries = 0;
  await askKey(call, isRefused);
  for (;;) {
    const outcome = await attempt(call);
    if ('data' in outcome) {
      returnToken(setup);
      return outcome;
    }
    if (outcome.status === 401 && !isRefused) {
      isRefused = true;
      const before = call.key;
      await askKey(call, isRefused);
      if (call.key !== before) continue;
    }
    if (call.isOver || !outcome.retryable || !(retries < setting(call, 'maxRetries', 2))) throw outcome;
    retries += 1;
    const delayMs = outcome.retryAfterMs ?? backOffMs(retries);
    if (performance.now() + delayMs >= call.endsAt) throw outcome;
    if (!takeToken(setup, outcome)) throw Object.assign(outcome, { retryBudgetExhausted: true });
    tell(call, 'onRetry', { attempt: call.attempts, delayMs, retryAt: Date.now() + delayMs, error: outcome });
    await during(call, delayMs);
  }
}

/** Sends one request, and never rejects. */
async function attempt(call: UnderWay): Promise<Outcome> {
  const { operation, setup, key, url, body, input } = call;
  const wasAmbiguous = call.ambiguous;
  const headers = { ...call.headers };
  const request = { operation, url, attempt: call.attempts + 1, headers, body: input.body };
  let outcome: Outcome;
  const sentAt = performance.now();
  try {
    const answer = await during(call, setting(call, 'attemptTimeoutMs', 10_000), (onStop): Promise<Answer> => {
      call.attempts += 1;
      // Until an answer says otherwise.
      call.ambiguous = operation.key !== undefined;
      tell(call, 'onRequest', request);
      // A copy: who listens keeps the headers without the key.
      const sent = key === undefined ? headers : { ...headers, [keyHeader]: key };
      return setup.transport({ url, method: operation.method, headers: sent, body }, onStop);
    });
    outcome = judge(call, answer, wasAmbiguous);
  } catch (cause) {
    outcome = cause instanceof RevenueError ? cause : noAnswer(call, cause, wasAmbiguous);
  }
  const durationMs = performance.now() - sentAt;
  tell(call, 'onResponse', {
    request,
    durationMs,
    ...('data' in outcome ? { response: outcome.response } : { error: outcome }),
  });
  return outcome;
}

async function askKey(call: UnderWay, refused: boolean): Promise<void> {
  const { apiKey } = call.setup;
  if (typeof apiKey !== 'function') call.key = apiKey;
  else {
    await during(call, Number.POSITIVE_INFINITY, async () => {
      try {
        call.key = checkKey(await apiKey({ refused }));
      } catch (error) {
        const cause = copyCause(error, call.key);
        throw failure(call, RevenueError, 'apiKey() gave no usable key.', {
          code: 'invalid_api_key',
          cause,
        });
      }
    });
  }
}

/** Waits for a part of a call; its own limit, the call's and the signal end the wait, the first of them. */
function during<T>(call: UnderWay, ms: number, work?: (onStop: (stop: () => void) => void) => Promise<T>): Promise<T> {
  const leftMs = call.endsAt - performance.now();
  const { signal } = call.options;
  return within(
    Math.min(ms, leftMs),
    signal,
    (isLate) => {
      if (isLate && ms < leftMs) return work && timedOut(call, `attemptTimeoutMs (${ms} ms)`);
      call.isOver = true;
      if (isLate) return timedOut(call, `timeoutMs (${call.timeoutMs} ms)`);
      return failure(call, AbortError, `${title(call)} was aborted.`, { code: 'aborted', cause: signal?.reason });
    },
    work,
  );
}

function timedOut(call: UnderWay, limit: string): RevenueError {
  const message = `${title(call)} took longer than ${limit}.`;
  return failure(call, TimeoutError, message, { code: 'timeout', retryable: true });
}

function noAnswer(call: UnderWay, error: unknown, wasAmbiguous: boolean): RevenueError {
  // Nobody was there to do anything.
  if ((error as { unsent?: boolean } | undefined)?.unsent) call.ambiguous = wasAmbiguous;
  const message = `${title(call)} got no answer${seeBaseUrl(call)}`;
  const cause = copyCause(error, call.key);
  return failure(call, ConnectionError, message, { code: 'connection', retryable: true, cause });
}
