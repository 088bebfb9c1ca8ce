import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { cutOff, json, loopback, type Reply, reset, stored, text } from '../test/loopback.ts';
import { createClient } from './client.ts';
import { RateLimitError } from './errors.ts';
import { createInvoice, getInvoice } from './generated/functions.gen.ts';
import type { RetryEvent } from './observer.ts';

beforeEach(() => {
  // No back-off: the shortest delay of full jitter.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('what is retried', () => {
  const transient: [string, Reply][] = [
    ['reset', reset],
    ...[408, 425, 429, 500, 502, 503, 504].map((status): [string, Reply] => [`${status}`, text(status, '')]),
    ['a reset in mid-body', cutOff(200, '{"success":')],
  ];

  it.each(transient)('%s, at most twice by default', async (_, reply) => {
    const server = await loopback(reply);
    const error = await rejection(createInvoice(clientOf(server), invoice));
    expect(error).toMatchObject({ attempts: 3, retryable: true });
    expect(server.requests).toHaveLength(3);
  });

  it.each(transient)('%s, until it goes well', async (_, reply) => {
    const server = await loopback(reply, reply, stored);
    const { response } = await createInvoice(clientOf(server), invoice).withResponse();
    expect(response.attempts).toBe(3);
  });

  it.each(transient)('%s of a read', async (_, reply) => {
    const server = await loopback(reply, json(200, { invoice_id: 'inv_1' }));
    await expect(getInvoice(clientOf(server), 'inv_1')).resolves.toEqual({ invoice_id: 'inv_1' });
  });

  it.each([400, 401, 403, 404, 405, 409, 413, 422, 501, 505])('not %i', async (status) => {
    const server = await loopback(text(status, ''));
    expect(await rejection(createInvoice(clientOf(server), invoice))).toMatchObject({
      status,
      attempts: 1,
      retryable: false,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('no other status', async () => {
    let status = 200;
    // The platform's Response cannot have every status.
    const fetch = async (): Promise<Response> => ({ status, headers: new Headers(), text: async () => '' }) as Response;
    const client = createClient({ apiKey, fetch, maxRetries: 0 });
    const transient: number[] = [];
    for (status = 300; status < 1000; status++)
      if ((await rejection(getInvoice(client, 'inv_1'))).retryable) transient.push(status);
    expect(transient).toEqual([408, 425, 429, 500, 502, 503, 504]);
  });

  it('as often as maxRetries says, the call before the client', async () => {
    const server = await loopback(text(503, ''));
    const client = clientOf(server, { maxRetries: 1 });
    expect(await rejection(createInvoice(client, invoice))).toMatchObject({ attempts: 2 });
    expect(await rejection(createInvoice(client, invoice, { maxRetries: 0 }))).toMatchObject({ attempts: 1 });
    expect(await rejection(createInvoice(client, invoice, { maxRetries: Number.NaN }))).toMatchObject({ attempts: 1 });
  });
});

describe('the back-off', () => {
  /** The delays of a call that fails for good after `retries` of them. */
  async function delays(retries: number): Promise<number[]> {
    vi.stubGlobal('setTimeout', (work: (late: boolean) => void, ms: number) => {
      if (ms !== 10_000) queueMicrotask(() => work(true));
      return 0;
    });
    const seen: number[] = [];
    const fetch = async (): Promise<Response> => new Response('', { status: 503 });
    const onRetry = ({ delayMs }: RetryEvent): void => void seen.push(delayMs);
    const client = createClient({ apiKey, fetch, maxRetries: retries, onRetry, timeoutMs: 1e9 });
    await rejection(getInvoice(client, 'inv_1')).finally(() => vi.unstubAllGlobals());
    return seen;
  }

  it('doubles from 0.5 s to 8 s', async () => {
    vi.mocked(Math.random).mockReturnValue(1);
    expect(await delays(7)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('has full jitter', async () => {
    vi.mocked(Math.random).mockReturnValue(0.25);
    expect(await delays(4)).toEqual([125, 250, 500, 1000]);
    vi.mocked(Math.random).mockReturnValue(0);
    expect(await delays(2)).toEqual([0, 0]);
  });
});

describe('onRetry', () => {
  it('hears of every retry, for the client and for the call', async () => {
    const server = await loopback(text(503, ''), text(429, '', { 'retry-after-ms': '1' }), stored);
    const ofClient: RetryEvent[] = [];
    const ofCall: RetryEvent[] = [];
    const before = Date.now();
    const client = clientOf(server, { onRetry: (event) => ofClient.push(event) });
    await createInvoice(client, invoice, { onRetry: (event) => ofCall.push(event) });
    expect(ofCall).toEqual(ofClient);
    expect(ofCall.map(({ attempt, delayMs, error }) => [attempt, delayMs, error.status])).toEqual([
      [1, 0, 503],
      [2, 1, 429],
    ]);
    for (const { retryAt } of ofCall) expect(retryAt).toBeGreaterThanOrEqual(before);
  });

  it('cannot break a call', async () => {
    const server = await loopback(text(503, ''), stored);
    const onRetry = (): never => {
      throw new Error('display');
    };
    await expect(createInvoice(clientOf(server), invoice, { onRetry })).resolves.toMatchObject({ success: true });
  });
});

describe('Retry-After', () => {
  it.each([
    ['seconds', { 'retry-after': '3600' }, 3_600_000],
    ['milliseconds', { 'retry-after-ms': '40000' }, 40_000],
  ])('in %s beyond the deadline fails at once', async (_, headers, retryAfterMs) => {
    const server = await loopback(text(429, '', headers));
    const error = await rejection(createInvoice(clientOf(server), invoice));
    expect(error).toMatchObject({ status: 429, retryAfterMs, attempts: 1, retryable: true, ambiguous: false });
    expect(error).toBeInstanceOf(RateLimitError);
  });

  it('as a date beyond the deadline fails at once', async () => {
    const server = await loopback(text(503, '', { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }));
    const error = await rejection(createInvoice(clientOf(server), invoice));
    expect(error.attempts).toBe(1);
    expect(error.retryAfterMs).toBeGreaterThan(3_500_000);
  });

  it('is waited for', async () => {
    const server = await loopback(text(429, '', { 'retry-after': '7' }), stored);
    const events: RetryEvent[] = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const call = createInvoice(clientOf(server), invoice, {
      onRetry(event) {
        events.push(event);
        queueMicrotask(() => vi.advanceTimersByTime(6999));
        queueMicrotask(() => {
          expect(server.requests).toHaveLength(1);
          vi.advanceTimersByTime(1);
        });
      },
    });
    await call.finally(() => vi.useRealTimers());
    expect(events).toMatchObject([{ delayMs: 7000 }]);
  });
});
