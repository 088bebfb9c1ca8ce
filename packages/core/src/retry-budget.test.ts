import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { type Client, createClient } from './client.ts';
import { createInvoice } from './generated/functions.gen.ts';
import type { ClientOptions } from './options.ts';

/** A server that is up or down, and how often it was asked. */
interface Station {
  readonly client: Client;
  answer: () => Response;
  requests: number;
}

const up = (): Response => Response.json({ success: true, invoice_id: 'inv_1' });
const down = (): Response => new Response('', { status: 503 });

function station(options: ClientOptions = {}): Station {
  const made: Station = {
    answer: up,
    requests: 0,
    client: createClient({
      apiKey,
      fetch: async () => {
        made.requests += 1;
        return made.answer();
      },
      ...options,
    }),
  };
  return made;
}

/** Sends calls one after another; gives how many of them failed, and with a budget that was spent. */
async function send({ client }: Station, calls: number): Promise<{ failed: number; exhausted: number }> {
  const ends = { failed: 0, exhausted: 0 };
  for (let call = 0; call < calls; call++) {
    await createInvoice(client, invoice).catch((error: { retryBudgetExhausted: boolean }) => {
      ends.failed += 1;
      if (error.retryBudgetExhausted) ends.exhausted += 1;
    });
  }
  return ends;
}

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  // Back-offs of 0 ms, without the time that timers take.
  vi.stubGlobal('setTimeout', (work: (given?: unknown) => void, ms: number, given: unknown) => {
    if (ms === 0) queueMicrotask(() => work(given));
    return 0;
  });
  return () => vi.unstubAllGlobals();
});

describe('an outage', () => {
  it('of 10,000 calls multiplies load by 1.1 at most', async () => {
    const server = station();
    await send(server, 1_000);
    server.answer = down;
    server.requests = 0;
    const { failed, exhausted } = await send(server, 10_000);
    expect(failed).toBe(10_000);
    // 100 retries in all: 50 calls of three attempts each.
    expect([server.requests, exhausted]).toEqual([10_100, 9_950]);
    expect(server.requests / 10_000).toBeLessThanOrEqual(1.1);
  });

  it('that hits every other request does so, too', async () => {
    const server = station();
    server.answer = () => (server.requests % 2 === 0 ? up() : down());
    await send(server, 10_000);
    expect(server.requests / 10_000).toBeLessThanOrEqual(1.1);
  });

  it('multiplies it by three without a budget', async () => {
    const server = station({ retryBudget: false });
    server.answer = down;
    expect(await send(server, 500)).toEqual({ failed: 500, exhausted: 0 });
    expect(server.requests).toBe(1_500);
  });
});

describe('the budget', () => {
  it('comes back a tenth for each success, up to 100', async () => {
    const server = station();
    server.answer = down;
    await send(server, 50);
    expect(await rejection(createInvoice(server.client, invoice))).toMatchObject({
      name: 'ServerError',
      attempts: 1,
      retryBudgetExhausted: true,
      retryable: true,
    });
    server.answer = up;
    await send(server, 21);
    server.answer = down;
    expect(await rejection(createInvoice(server.client, invoice))).toMatchObject({
      attempts: 3,
      retryBudgetExhausted: false,
    });
    expect(await rejection(createInvoice(server.client, invoice))).toMatchObject({ attempts: 1 });
    server.answer = up;
    await send(server, 3_000);
    server.answer = down;
    server.requests = 0;
    await send(server, 200);
    expect(server.requests).toBe(300);
  });

  it('is not touched by a retry that the server asked for', async () => {
    const server = station();
    server.answer = () => new Response('', { status: 429, headers: { 'retry-after-ms': '0' } });
    expect(await send(server, 200)).toEqual({ failed: 200, exhausted: 0 });
    expect(server.requests).toBe(600);
    server.answer = () => new Response('', { status: 429 });
    server.requests = 0;
    await send(server, 200);
    expect(server.requests).toBe(300);
  });

  it('is one client’s own', async () => {
    const [first, second] = [station(), station()];
    first.answer = down;
    second.answer = down;
    await send(first, 60);
    expect(await rejection(createInvoice(second.client, invoice))).toMatchObject({ attempts: 3 });
  });
});
