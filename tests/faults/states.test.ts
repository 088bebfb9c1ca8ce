import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createClient, isRevenueError } from '@thrivestack-revenue/core/functions';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiKey, clientOf, type Ending, ending, invoice, transports } from './calls.ts';
import { type FaultyServer, startFaultyServer } from './faulty-server.ts';
import type { FaultName } from './replies.ts';

let server: FaultyServer;

beforeAll(async () => {
  server = await startFaultyServer({ keySupport: true });
});

afterAll(() => server.close());

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Resolves when this process has got the headers of an answer, whatever asked for it. */
function headersArrived(): Promise<void> {
  const channels = ['undici:request:headers', 'http.client.response.finish'];
  return new Promise((resolve) => {
    const heard = (): void => {
      for (const channel of channels) unsubscribe(channel, heard);
      // The promise chain that reads the headers runs before the next turn of the loop.
      setImmediate(resolve);
    };
    for (const channel of channels) subscribe(channel, heard);
  });
}

describe.each(transports)('%s', (name, transport) => {
  /** Aborts a call once `reached`, and expects its end before anything else happens. */
  async function abortIn(fault: FaultName, reached: (run: string) => Promise<unknown>): Promise<Ending> {
    const controller = new AbortController();
    const { client, run } = clientOf(server, fault, transport);
    const arrived = reached(run);
    const call = ending(client, { signal: controller.signal, maxRetries: 5 });
    await arrived;
    controller.abort(new Error('enough'));
    const result = await Promise.race([call, new Promise<'late'>((resolve) => setImmediate(resolve, 'late'))]);
    if (result === 'late') throw new Error('The call did not end with its signal.');
    expect(result.error).toMatchObject({ name: 'AbortError', cause: { message: 'enough' } });
    expect(server.requests(run)).toHaveLength(result.attempts);
    return result;
  }

  it('aborted before the send: nothing is sent', async () => {
    const controller = new AbortController();
    controller.abort();
    const { client, run } = clientOf(server, 'ok', transport);
    const { error, attempts } = await ending(client, { signal: controller.signal });
    expect(error).toMatchObject({ name: 'AbortError', ambiguous: false });
    expect(attempts).toBe(0);
    expect(server.requests(run)).toEqual([]);
  });

  it('aborted while it waits for headers', async () => {
    const { error } = await abortIn('no-headers', (run) => server.received(run, 1));
    expect(error).toMatchObject({ attempts: 1, ambiguous: true });
  });

  it('aborted in the body', async () => {
    const { error } = await abortIn('drip', () => headersArrived());
    expect(error).toMatchObject({ attempts: 1, ambiguous: true });
  });

  it('aborted in a back-off', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const controller = new AbortController();
    const { client, run } = clientOf(server, 'always-500', transport);
    const onRetry = (): void => void setImmediate(() => controller.abort());
    const { error, ms } = await ending(client, { signal: controller.signal, onRetry });
    expect(error).toMatchObject({ name: 'AbortError', attempts: 1 });
    expect(server.requests(run)).toHaveLength(1);
    // The back-off alone would have been 0.5 s.
    expect(ms).toBeLessThan(450);
  });

  it.each([
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ])('a clock that jumps %s an hour while it waits changes nothing', async (_direction, jumpMs) => {
    const { client, run } = clientOf(server, '429-seconds', transport);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const onRetry = (): void => void vi.setSystemTime(Date.now() + jumpMs);
    const result = await ending(client, { onRetry });
    expect(result).toMatchObject({ attempts: 2, data: { success: true } });
    expect(result.ms).toBeGreaterThan(950);
    expect(result.ms).toBeLessThan(10_000);
    expect(server.effects(run)).toBe(1);
  });

  it('a connection that died while it was idle is replaced, with the same key', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { client, run } = clientOf(server, 'stale-socket', transport);
    const keys = ['first', 'second'];
    for (const key of keys) {
      const { data } = await ending(client, { idempotencyKey: key }, { ...invoice, invoice_id: key });
      expect(data).toMatchObject({ success: true, invoice_id: key });
    }
    // One of the two met a connection that had died, the second at the latest.
    const sent = server.requests(run).map(({ headers }) => headers['idempotency-key']);
    expect(sent).toHaveLength(3);
    expect([...new Set(sent)]).toEqual(keys);
    expect(server.effects(run)).toBe(2);
  });

  it('nobody listens there', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const client = createClient({ apiKey, baseUrl: `http://127.0.0.1:${port}`, ...transport });
    const { error, attempts, leaks } = await ending(client);
    // Node's own transport knows surely that nothing was sent; a fetch that is given may have sent it before.
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'connection', ambiguous: name.includes('given') });
    expect(error?.status).toBeUndefined();
    expect([attempts, leaks]).toEqual([3, []]);
  });

  it('a key with a stray line end is refused before the send, and not repeated', () => {
    try {
      createClient({ apiKey: `${apiKey}\n`, baseUrl: server.url, ...transport });
      expect.unreachable();
    } catch (error) {
      expect(isRevenueError(error)).toBe(true);
      expect(String(error)).not.toContain(apiKey);
    }
  });
});
