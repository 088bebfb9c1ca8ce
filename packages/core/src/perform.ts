import { checkKey } from './api-key.ts';
import type { ResultWithResponse } from './call.ts';
import { sleep, within } from './deadline.ts';
import { AbortError, ConnectionError, RevenueError, TimeoutError } from './errors.ts';
import { keyHeader } from './generated/contract.gen.ts';
import { judge } from './judge.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, SharedOptions } from './options.ts';
import { copyCause } from './redact.ts';
import { type Prepared, prepare } from './request.ts';
import { backOffMs } from './retry.ts';
import { facts, type Outcome, type Setup, title, type UnderWay } from './under-way.ts';

/** Sends one operation until it succeeds, fails for good, or runs out of time. */
export async function perform(
  setup: Setup,
  operation: Operation,
  input: OperationInput,
  options: CallOptions = {},
): Promise<ResultWithResponse<unknown>> {
  const headers = [setup.options.headers, options.headers];
  const prepared = prepare(setup.baseUrl, operation, input, headers, options.idempotencyKey);
  const { idempotencyKey } = prepared;
  const call = { setup, operation, input, options, idempotencyKey, key: undefined, attempts: 0, ambiguous: false };
  const timeoutMs = setting(call, 'timeoutMs') ?? 30_000;
  const endsAt = performance.now() + timeoutMs;
  return within(
    timeoutMs,
    options.signal,
    (late) => (late ? timedOut(call, 'timeoutMs', timeoutMs) : aborted(call)),
    (signal) => repeat(call, prepared, endsAt, signal),
  );
}

async function repeat(
  call: UnderWay,
  prepared: Prepared,
  endsAt: number,
  signal: AbortSignal,
): Promise<ResultWithResponse<unknown>> {
  const maxRetries = setting(call, 'maxRetries') ?? 2;
  let retries = 0;
  let refused = false;
  await askKey(call, refused);
  for (;;) {
    const outcome = await attempt(call, prepared, signal);
    if (!(outcome instanceof RevenueError)) return outcome;
    // The whole call has ended meanwhile; nobody listens any more.
    if (signal.aborted) throw outcome;
    if (outcome.status === 401 && !refused) {
      refused = true;
      const before = call.key;
      await askKey(call, refused);
      if (call.key !== before) continue;
    }
    if (!outcome.retryable || !(retries < maxRetries)) throw outcome;
    retries += 1;
    const delayMs = outcome.retryAfterMs ?? backOffMs(retries);
    if (performance.now() + delayMs >= endsAt) throw outcome;
    announce(call, delayMs, outcome);
    await sleep(delayMs, signal);
  }
}

/** Sends one request; only the end of the whole call makes it reject. */
async function attempt(call: UnderWay, prepared: Prepared, signal: AbortSignal): Promise<Outcome> {
  const { operation, setup, key } = call;
  const { url, body } = prepared;
  const headers = key === undefined ? prepared.headers : { ...prepared.headers, [keyHeader]: key };
  const timeoutMs = setting(call, 'attemptTimeoutMs') ?? 10_000;
  const wasAmbiguous = call.ambiguous;
  // Ended during a back-off, or while a key was awaited.
  if (signal.aborted) throw aborted(call);
  call.attempts += 1;
  // Until an answer says otherwise.
  call.ambiguous = operation.key !== undefined;
  try {
    const answer = await within(
      timeoutMs,
      signal,
      () => timedOut(call, 'attemptTimeoutMs', timeoutMs),
      (signal) => setup.transport(url, { method: operation.method, headers, body, redirect: 'manual', signal }),
    );
    return judge(call, answer, wasAmbiguous);
  } catch (cause) {
    if (cause instanceof RevenueError) return cause;
    return new ConnectionError(`${title(call)} got no answer from ${setup.baseUrl}. Check baseUrl and the network.`, {
      ...facts(call),
      code: 'connection',
      retryable: true,
      cause: copyCause(cause, key),
    });
  }
}

async function askKey(call: UnderWay, refused: boolean): Promise<void> {
  const { apiKey } = call.setup;
  try {
    call.key = typeof apiKey === 'function' ? checkKey(await apiKey({ refused })) : apiKey;
  } catch (cause) {
    throw new RevenueError('The apiKey function gave no usable key.', {
      ...facts(call),
      code: 'invalid_api_key',
      cause: copyCause(cause, call.key),
    });
  }
}

function announce(call: UnderWay, delayMs: number, error: RevenueError): void {
  const event = { attempt: call.attempts, delayMs, retryAt: Date.now() + delayMs, error };
  for (const { onRetry } of [call.setup.options, call.options]) {
    try {
      onRetry?.(event);
    } catch {
      // A fault in a display must not leave a write half done.
    }
  }
}

function setting<Name extends keyof SharedOptions>(call: UnderWay, name: Name): SharedOptions[Name] {
  return call.options[name] ?? call.setup.options[name];
}

function timedOut(call: UnderWay, name: string, ms: number): RevenueError {
  return new TimeoutError(`${title(call)} took longer than ${name} (${ms} ms).`, {
    ...facts(call),
    code: 'timeout',
    retryable: true,
  });
}

function aborted(call: UnderWay): RevenueError {
  return new AbortError(`${title(call)} was aborted.`, {
    ...facts(call),
    code: 'aborted',
    cause: call.options.signal?.reason,
  });
}
