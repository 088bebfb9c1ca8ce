import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { drip, type Loopback, loopback, type Reply, reset, silence, stored, text } from '../test/loopback.ts';
import { type Client, createClient } from './client.ts';
import { within } from './deadline.ts';
import { createInvoice } from './generated/functions.gen.ts';
import type { CallOptions, ClientOptions } from './options.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A state that a call can be in, and how to get there. */
interface State {
  readonly name: string;
  readonly attempts: number;
  readonly ambiguous: boolean;
  readonly start: (options: CallOptions) => Promise<{ readonly call: Promise<unknown> }>;
}

const never = (): Promise<never> => new Promise(() => {});
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** On a server that gives one reply; `until` resolves when the state is reached. */
function onServer(
  name: string,
  reply: Reply,
  ambiguous: boolean,
  until: (server: Loopback) => Promise<unknown>,
): State {
  const start = async (options: CallOptions): Promise<{ call: Promise<unknown> }> => {
    const server = await loopback(reply);
    const call = createInvoice(clientOf(server), invoice, options);
    call.catch(() => {});
    await until(server);
    return { call };
  };
  return { name, attempts: 1, ambiguous, start };
}

/** In the back-off that a status starts, with 20 s to go. */
function backingOff(status: number, ambiguous: boolean): State {
  const start = async (options: CallOptions): Promise<{ call: Promise<unknown> }> => {
    const server = await loopback(text(status, '', { 'retry-after': '20' }));
    let call: Promise<unknown> = never();
    await new Promise<void>((onRetry) => {
      call = createInvoice(clientOf(server, { onRetry: () => onRetry() }), invoice, options);
      call.catch(() => {});
    });
    return { call };
  };
  return { name: `backing off after a ${status}`, attempts: 1, ambiguous, start };
}

/** With something of the caller's that never ends and hears no signal. */
function stuck(name: string, attempts: number, options: ClientOptions): State {
  const start = async (callOptions: CallOptions): Promise<{ call: Promise<unknown> }> => {
    const call = createInvoice(createClient({ apiKey, ...options }), invoice, callOptions);
    call.catch(() => {});
    await turn();
    return { call };
  };
  return { name, attempts, ambiguous: attempts > 0, start };
}

const STATES: readonly State[] = [
  onServer('waiting for an answer', silence, true, (server) => server.received(1)),
  onServer('in the middle of a body', drip(200, '{"success":'), true, (server) => server.received(1).then(turn)),
  backingOff(429, false),
  backingOff(503, true),
  stuck('in a fetch that ignores its signal', 1, { fetch: never }),
  stuck('waiting for the key', 0, { apiKey: never }),
  stuck('in a body that ignores its signal', 1, {
    fetch: async () => new Response(new ReadableStream({ pull: never }), { status: 200 }),
  }),
];

describe.each(STATES)('a call $name', ({ start, attempts, ambiguous }) => {
  it('ends at timeoutMs', async () => {
    // The attempt's own limit is out of the way; the 20 s of a back-off are not enough.
    const { call } = await start({ timeoutMs: 20_001, attemptTimeoutMs: 60_000, maxRetries: 1 });
    const settled = vi.fn();
    call.then(settled, settled);
    await vi.advanceTimersByTimeAsync(19_900);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(101);
    const error = await rejection(call);
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', retryable: true });
    expect(error.message).toContain('timeoutMs (20001 ms)');
  });

  it('ends when it is aborted, at once and without another word', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const onRetry = vi.fn();
    const { call } = await start({ signal: controller.signal, onRetry });
    const before = onRetry.mock.calls.length;
    controller.abort(reason);
    const error = await rejection(call);
    expect(error).toMatchObject({ name: 'AbortError', code: 'aborted', attempts, ambiguous, retryable: false });
    expect(error.cause).toBe(reason);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onRetry).toHaveBeenCalledTimes(before);
  });
});

describe('timers', () => {
  const client = (fetch: ClientOptions['fetch']): Client => createClient({ apiKey, fetch, maxRetries: 1 });

  it('are gone after a success', async () => {
    await createInvoice(
      client(async () => Response.json({ success: true, invoice_id: 'x' })),
      invoice,
    );
    await turn();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['in an attempt', never],
    ['in a back-off', async () => new Response('', { status: 503, headers: { 'retry-after': '9' } })],
  ])('are gone after an abort %s', async (_, fetch) => {
    const controller = new AbortController();
    const call = createInvoice(client(fetch), invoice, { signal: controller.signal });
    await turn();
    expect(vi.getTimerCount()).toBe(1);
    controller.abort();
    await rejection(call);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may be asked for more than they can count', async () => {
    const fetch = async (): Promise<Response> => {
      await turn();
      await vi.advanceTimersByTimeAsync(1_000);
      return Response.json({ success: true, invoice_id: 'x' });
    };
    const options = { timeoutMs: Number.POSITIVE_INFINITY, attemptTimeoutMs: 1e15 };
    await expect(createInvoice(client(fetch), invoice, options)).resolves.toMatchObject({ success: true });
  });
});

describe('a signal', () => {
  it('that is aborted already sends nothing', async () => {
    const server = await loopback(stored);
    const error = await rejection(createInvoice(clientOf(server), invoice, { signal: AbortSignal.abort('no') }));
    expect(error).toMatchObject({ name: 'AbortError', attempts: 0, ambiguous: false, cause: 'no' });
    expect(server.requests).toEqual([]);
  });

  it('keeps no listener of a call that is over', async () => {
    const server = await loopback(stored);
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await createInvoice(clientOf(server), invoice, { signal });
    await turn();
    expect(removed.mock.calls).toEqual(added.mock.calls);
    expect(added).toHaveBeenCalledTimes(1);
  });

  it('aborted while the key was awaited sends nothing when the key comes', async () => {
    const server = await loopback(stored);
    const controller = new AbortController();
    let give: (key: string) => void = () => {};
    const client = clientOf(server, { apiKey: () => new Promise((resolve) => (give = resolve)) });
    const call = createInvoice(client, invoice, { signal: controller.signal });
    controller.abort();
    await rejection(call);
    give(apiKey);
    await turn();
    expect(server.requests).toEqual([]);
  });
});

describe('attemptTimeoutMs', () => {
  it('ends an attempt, and the call goes on', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const signals: unknown[] = [];
    const fetch = async (_: string, { signal }: RequestInit): Promise<Response> => {
      signals.push(signal?.aborted);
      return signals.length < 3 ? never() : Response.json({ success: true, invoice_id: 'inv_1' });
    };
    const call = createInvoice(createClient({ apiKey, fetch }), invoice).withResponse();
    // Back-offs of 0 ms take a tick each.
    await vi.advanceTimersByTimeAsync(20_010);
    expect((await call).response.attempts).toBe(3);
    expect(signals).toEqual([false, false, false]);
  });

  it('is the error when no retry is left', async () => {
    const server = await loopback(silence);
    const call = createInvoice(clientOf(server), invoice, { maxRetries: 0, attemptTimeoutMs: 1_500 });
    call.catch(() => {});
    await server.received(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await rejection(call)).toMatchObject({
      name: 'TimeoutError',
      message: 'POST /revenue/invoices: attemptTimeoutMs (1500 ms) is over',
      ambiguous: true,
    });
  });
});

describe('the deadline', () => {
  it('is not slept into: a back-off beyond it fails at once with the last error', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const server = await loopback(reset);
    const call = createInvoice(clientOf(server), invoice, { timeoutMs: 400 });
    expect(await rejection(call)).toMatchObject({ name: 'ConnectionError', attempts: 1 });
  });
});

describe('within', () => {
  it('passes on what the work resolves or rejects with', async () => {
    const stopped = vi.fn();
    await expect(within(10, undefined, stopped, async () => 7)).resolves.toBe(7);
    await expect(within(10, undefined, stopped, () => Promise.reject('no'))).rejects.toBe('no');
    expect(stopped).not.toHaveBeenCalled();
  });
});
