import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSqliteStore } from './store/sqlite.ts';
import { makeKey, type RunningServer, spawnMain, startServer } from './test-support/program.ts';
import { parseAnswer, rawConnection } from './test-support/raw-http.ts';
import { tempFolder } from './test-support/temp-folder.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const invoice = (id: string) => ({
  invoice_id: id,
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2026-01-01T00:00:00Z',
  amount: 299.99,
});

function send(server: RunningServer, key: string, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  return fetch(server.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

const create = (server: RunningServer, key: string, id: string): Promise<Response> =>
  send(server, key, 'POST', '/revenue/invoices', invoice(id));

describe('the running server', () => {
  it('stores, answers and keeps what it stored when it starts again', async () => {
    const data = tempFolder(onTestFinished);
    const { key } = await makeKey(data);
    const first = await startServer(data, onTestFinished);
    expect(await (await create(first, key, 'i/1')).json()).toEqual({ success: true, invoice_id: 'i/1' });
    first.child.kill('SIGTERM');
    expect(await first.finished).toMatchObject({ code: 0, stderr: '' });
    const second = await startServer(data, onTestFinished);
    const read = await send(second, key, 'GET', '/revenue/invoices/i%2F1');
    expect(await read.json()).toMatchObject({
      ...invoice('i/1'),
      issue_date: '2026-01-01T00:00:00.000Z',
      currency: 'USD',
      due_date: null,
    });
    expect((await send(second, key, 'DELETE', '/revenue/invoices', { invoice_id: 'i/1' })).status).toBe(200);
    expect((await send(second, key, 'GET', '/revenue/invoices/i%2F1')).status).toBe(404);
  });

  it('sees at once that a key was made or revoked', async () => {
    const data = tempFolder(onTestFinished);
    const server = await startServer(data, onTestFinished);
    const { id, key } = await makeKey(data);
    expect((await create(server, key, 'a')).status).toBe(200);
    expect((await spawnMain(['keys', 'revoke', id, '--data', data]).finished).code).toBe(0);
    const refused = await create(server, key, 'b');
    expect(refused.status).toBe(401);
    const unknown = await create(server, `${key.slice(0, 8)}nobodyhas1${key.slice(18)}`, 'b');
    const same = ({ error }: { error: unknown }) => error;
    expect(same(await unknown.json())).toEqual(same(await refused.json()));
  });

  it('keeps test and live data apart', async () => {
    const data = tempFolder(onTestFinished);
    const server = await startServer(data, onTestFinished);
    const test = await makeKey(data);
    const live = await makeKey(data, '--env', 'live');
    await create(server, test.key, 'a');
    expect((await send(server, live.key, 'GET', '/revenue/invoices/a')).status).toBe(404);
  });

  it('logs no key, no query and no body at any level', async () => {
    const data = tempFolder(onTestFinished);
    const { key } = await makeKey(data);
    const server = await startServer(data, onTestFinished, ['--log-level', 'trace']);
    const secret = key.slice(19);
    await create(server, key, 'sentinel_body');
    await create(server, `${key}x`, 'sentinel_body');
    await send(server, key, 'PUT', '/revenue/invoices', { invoice_id: 'sentinel_body', customer_id: 'sentinel_other' });
    await send(server, key, 'GET', `/revenue/invoices?q=sentinel_query&x-api-key=${key}`);
    await send(server, key, 'GET', `/revenue/${key}`);
    await send(server, key, 'POST', `/${key}`, { [key]: key });
    server.child.kill('SIGTERM');
    const { stdout, stderr } = await server.finished;
    expect(stdout.match(/"msg":"request"/g)).toHaveLength(6);
    expect(stdout + stderr).not.toContain('sentinel');
    expect(stdout + stderr).not.toContain(secret);
    for (const line of stdout.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
  });

  it('logs starting and stopping only, at the default level', async () => {
    const data = tempFolder(onTestFinished);
    const { key } = await makeKey(data);
    const server = await startServer(data, onTestFinished);
    await create(server, key, 'a');
    await create(server, 'wrong', 'a');
    server.child.kill('SIGINT');
    const { stdout } = await server.finished;
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines.map(({ msg }) => msg)).toEqual(['listening', 'stopping', 'stopped']);
  });

  it('limits requests per second and key as it is told', async () => {
    const data = tempFolder(onTestFinished);
    const { key } = await makeKey(data);
    const limited = await startServer(data, onTestFinished, ['--rate-limit', '1/s']);
    const statuses = await Promise.all(
      [1, 2, 3, 4, 5].map(async () => (await send(limited, key, 'GET', '/revenue/invoices')).status),
    );
    expect(statuses).toContain(429);
    limited.child.kill('SIGTERM');
    await limited.finished;
    const free = await startServer(data, onTestFinished, ['--rate-limit', 'off']);
    const all = await Promise.all(Array.from({ length: 250 }, () => send(free, key, 'GET', '/revenue/invoices')));
    expect(all.map(({ status }) => status)).not.toContain(429);
  });
});

describe('a drain', () => {
  it('answers what is in flight, takes nothing new and ends with 0', async () => {
    const data = tempFolder(onTestFinished);
    const { key } = await makeKey(data);
    const server = await startServer(data, onTestFinished);
    const body = JSON.stringify(invoice('late'));
    const idle = await rawConnection(server.port);
    const used = await rawConnection(server.port);
    used.socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n');
    await used.until(/\}$/);
    const busy = await rawConnection(server.port);
    busy.socket.write(
      `POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nX-Api-Key: ${key}\r\nContent-Type: application/json\r\n` +
        // The server answers Expect with 100: it has the request then.
        `Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    await busy.until(/^HTTP\/1.1 100 /);
    server.child.kill('SIGTERM');
    await server.until(/"msg":"stopping"/);
    await Promise.all([idle.closed(), used.closed()]);
    await expect(rawConnection(server.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    busy.socket.write(body);
    const answer = parseAnswer((await busy.closed()).replace(/^HTTP\/1.1 100 Continue\r\n\r\n/, ''));
    expect(answer).toMatchObject({ status: 200, headers: { connection: 'close' }, body: { invoice_id: 'late' } });
    expect(await server.finished).toMatchObject({ code: 0 });
    const store = openSqliteStore({ data });
    onTestFinished(() => store.close());
    expect(await store.get({ tenant: 'acme', environment: 'test' }, 'invoices', 'late')).toBeDefined();
  });

  it('ends within 5 s although a client never finishes, and a second signal changes nothing', async () => {
    const server = await startServer(tempFolder(onTestFinished), onTestFinished);
    const stuck = await rawConnection(server.port);
    stuck.socket.write(
      'POST /revenue/invoices HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n',
    );
    await stuck.until(/^HTTP\/1.1 100 /);
    const start = performance.now();
    server.child.kill('SIGTERM');
    await server.until(/"msg":"stopping"/);
    server.child.kill('SIGTERM');
    expect(await server.finished).toMatchObject({ code: 0, signal: null });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('kill -9 during writes', () => {
  /** A small generator of its own, so that each run does the same. */
  const random = (seed: number) => (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };

  it.each([1, 2, 3])(
    'loses no acknowledged write, seed %i',
    async (seed) => {
      const next = random(seed);
      const data = tempFolder(onTestFinished);
      const { key } = await makeKey(data);
      const acknowledged = new Map<string, 'stored' | 'deleted'>();
      for (let round = 0; round < 2; round += 1) {
        const server = await startServer(data, onTestFinished, ['--rate-limit', 'off']);
        const killAfter = 20 + Math.floor(next() * 60);
        let answered = 0;
        const client = async (name: number): Promise<void> => {
          for (let number = 0; ; number += 1) {
            const id = `${round}-${name}-${number}`;
            const made = await create(server, key, id);
            if (made.status === 200) acknowledged.set(id, 'stored');
            answered += 1;
            if (answered === killAfter) server.child.kill('SIGKILL');
            if (next() < 0.3) {
              // Whether a delete without an answer was done is not known.
              acknowledged.delete(id);
              const gone = await send(server, key, 'DELETE', '/revenue/invoices', { invoice_id: id });
              if (gone.status === 200) acknowledged.set(id, 'deleted');
            }
          }
        };
        // Each client goes on until its connection breaks.
        await Promise.allSettled([0, 1, 2, 3].map(client));
        expect(await server.finished).toMatchObject({ signal: 'SIGKILL' });
        expect(answered).toBeGreaterThanOrEqual(killAfter);
      }
      const store = openSqliteStore({ data });
      onTestFinished(() => store.close());
      for (const [id, state] of acknowledged) {
        const row = await store.get({ tenant: 'acme', environment: 'test' }, 'invoices', id);
        expect(row === undefined ? 'deleted' : 'stored', id).toBe(state);
      }
      expect(acknowledged.size).toBeGreaterThan(30);
    },
    30_000,
  );
});
