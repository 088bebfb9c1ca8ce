import { expect, test } from 'vitest';
import { createApp } from './app.ts';
import { BODY_LIMIT_BYTES } from './engine.ts';
import { memoryStore } from './store/memory.ts';
import { INVOICE, KEYS, memoryKeys, PATH } from './test-engine.ts';

const json = { 'content-type': 'application/json' };
const at = (path: string): string => `https://example.com${path}`;

test('answers a web Request as the engine does', async () => {
  const app = createApp({ store: memoryStore(), randomId: () => 'id' });
  const written = await app(new Request(at(PATH), { method: 'POST', headers: json, body: JSON.stringify(INVOICE) }));
  expect([written.status, await written.json()]).toEqual([200, { success: true, invoice_id: 'inv_1' }]);
  expect(written.headers.get('x-request-id')).toBe('id');
  const read = await app(new Request(at(`${PATH}/inv_1#part`)));
  expect(await read.json()).toMatchObject({ invoice_id: 'inv_1', amount: 299.99 });
  const list = await app(new Request(at(`${PATH}?limit=1`)));
  expect(await list.json()).toMatchObject({ has_more: false });
});

test('HEAD is 405 without a body', async () => {
  const response = await createApp({ store: memoryStore() })(new Request(at(PATH), { method: 'HEAD' }));
  expect([response.status, await response.text()]).toEqual([405, '']);
});

test('reads no more of a body than is allowed', async () => {
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(BODY_LIMIT_BYTES / 4).fill(0x20));
    },
    cancel() {
      cancelled = true;
    },
  });
  const init = { method: 'POST', headers: json, body, duplex: 'half' };
  const response = await createApp({ store: memoryStore() })(new Request(at(PATH), init));
  expect(await response.json()).toMatchObject({ error: { code: 'body_too_large' } });
  expect(pulled).toBeLessThan(10);
  expect(cancelled).toBe(true);
});

test('puts a body together from its pieces', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify({ ...INVOICE, customer_id: 'ü' }));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const app = createApp({ store: memoryStore() });
  const init = { method: 'POST', headers: json, body, duplex: 'half' };
  expect((await app(new Request(at(PATH), init))).status).toBe(200);
  expect(await (await app(new Request(at(`${PATH}/inv_1`)))).json()).toMatchObject({ customer_id: 'ü' });
});

test('the address is the one of the caller', async () => {
  const app = createApp({ store: memoryStore({ keys: memoryKeys }), limits: { badKeysPerMinute: 1 } });
  const status = async (key: string, address: string): Promise<number> =>
    (await app(new Request(at(PATH), { headers: { 'x-api-key': key } }), { address })).status;
  expect([await status('bad', 'a'), await status('bad', 'a'), await status('bad', 'b')]).toEqual([401, 429, 401]);
  expect(await status(KEYS.main, 'a')).toBe(200);
});
