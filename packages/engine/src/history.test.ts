import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from './manifest.ts';
import { memoryStore } from './store/memory.ts';
import { INVOICE, KEYS, memoryKeys, PATH, START, testEngine } from './test-engine.ts';

const HISTORY = `${PATH}/inv_1/history`;
const stored = { ...INVOICE, issue_date: '2024-01-15T00:00:00.000Z', currency: 'USD', due_date: null };

test('every change is told, oldest first: who, when, before and after, as reads show it', async () => {
  const test = testEngine();
  const as = (id: string) => ({ headers: { 'x-request-id': id } });
  await test.send('POST', PATH, INVOICE, as('one'));
  test.now += 1500;
  await test.send('PUT', PATH, { invoice_id: 'inv_1', amount: 5 }, as('two'));
  await test.send('DELETE', PATH, { invoice_id: 'inv_1' }, as('three'));
  await test.send('POST', PATH, INVOICE, as('four'));
  const { status, json } = await test.send('GET', HISTORY);
  const at = new Date(START).toISOString();
  const later = new Date(START + 1500).toISOString();
  const by = (request_id: string) => ({ key_id: 'id-main', request_id });
  expect([status, json]).toEqual([
    200,
    {
      data: [
        { action: 'create', at, ...by('one'), before: null, after: stored },
        { action: 'update', at: later, ...by('two'), before: stored, after: { ...stored, amount: 5 } },
        { action: 'delete', at: later, ...by('three'), before: { ...stored, amount: 5 }, after: null },
        { action: 'create', at: later, ...by('four'), before: null, after: stored },
      ],
      has_more: false,
      next_cursor: null,
    },
  ]);
});

test('what writes nothing leaves no change: replays, equal values, refusals', async () => {
  const { send } = testEngine();
  const keyed = { headers: { 'idempotency-key': 'k' } };
  await send('POST', PATH, INVOICE);
  await send('POST', PATH, INVOICE);
  await send('POST', PATH, { ...INVOICE, amount: 1 });
  await send('PUT', PATH, { invoice_id: 'inv_1', amount: INVOICE.amount });
  await send('PUT', PATH, { invoice_id: 'inv_1', amount: 7 }, keyed);
  await send('PUT', PATH, { invoice_id: 'inv_1', amount: 7 }, keyed);
  const { json } = await send('GET', HISTORY);
  expect((json['data'] as JsonObject[]).map(({ action }) => action)).toEqual(['create', 'update']);
});

test('a deleted row has its history; one that never was, or is somebody else’s, has none', async () => {
  const { send } = testEngine();
  const never = await send('GET', HISTORY);
  expect([never.status, never.error['code'], never.error['param']]).toEqual([404, 'invoice_not_found', 'invoice_id']);
  await send('POST', PATH, INVOICE);
  await send('DELETE', PATH, { invoice_id: 'inv_1' });
  const page = await send('GET', `${HISTORY}?limit=1`);
  expect(page.status).toBe(200);
  for (const key of [KEYS.other, KEYS.live]) {
    for (const query of ['', `?cursor=${page.json['next_cursor']}`]) {
      const { status, error } = await send('GET', HISTORY + query, undefined, { key });
      expect([status, error]).toEqual([404, never.error]);
    }
  }
});

test.each([
  ['/revenue/invoices/%20a/history', 'invoice_id invalid_id'],
  [`${HISTORY}?limit=0`, 'limit too_small'],
  [`${HISTORY}?order=asc`, 'order unknown_field'],
  [`${HISTORY}?cursor=abc`, 'cursor invalid_cursor'],
])('%s is refused: %s', async (path, detail) => {
  const { send } = testEngine();
  await send('POST', PATH, INVOICE);
  const { status, details } = await send('GET', path);
  expect([status, details]).toEqual([400, [detail]]);
});

test('a cursor belongs to one row, and to histories', async () => {
  const { send } = testEngine();
  for (const invoice_id of ['inv_1', 'inv_2']) {
    await send('POST', PATH, { ...INVOICE, invoice_id });
    await send('PUT', PATH, { invoice_id, amount: 1 });
  }
  const { json } = await send('GET', `${HISTORY}?limit=1`);
  const cursor = `cursor=${json['next_cursor']}`;
  expect((await send('GET', `${HISTORY}?${cursor}`)).status).toBe(200);
  expect((await send('GET', `${PATH}/inv_2/history?${cursor}`)).details).toEqual(['cursor cursor_mismatch']);
  expect((await send('GET', `${PATH}?${cursor}`)).details).toEqual(['cursor cursor_mismatch']);
});

test('pages of any size hold every change of their row once, in order', async () => {
  const ids = ['inv_1', 'b', 'c'];
  const write = fc.record({ id: fc.constantFrom(...ids), amount: fc.nat(3), method: fc.constantFrom('PUT', 'DELETE') });
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), async (writes, limit) => {
      const { send, store } = testEngine();
      for (const invoice_id of ids) await send('POST', PATH, { ...INVOICE, invoice_id });
      for (const { id: invoice_id, amount, method } of writes) {
        await send(method, PATH, method === 'PUT' ? { invoice_id, amount } : { invoice_id });
        await send('POST', PATH, { ...INVOICE, invoice_id });
      }
      const found: unknown[] = [];
      let cursor: unknown = null;
      do {
        const { json } = await send('GET', `${HISTORY}?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`);
        const data = json['data'] as JsonObject[];
        expect(data.length).toBe(json['has_more'] ? limit : data.length);
        expect(json['has_more']).toBe(json['next_cursor'] !== null);
        found.push(...data.map(({ action, request_id }) => [action, request_id]));
        cursor = json['next_cursor'];
      } while (cursor !== null);
      const expected = store.audit().filter(({ id }) => id === 'inv_1');
      expect(found).toEqual(expected.map(({ action, requestId }) => [action, requestId]));
    }),
    { numRuns: 40, seed: 3 },
  );
});

test('a row that is created while its history is read has no history without its creation', async () => {
  const store = memoryStore({ keys: memoryKeys });
  let create = async (): Promise<unknown> => undefined;
  const slow: typeof store = {
    ...store,
    async history(query) {
      const found = await store.history(query);
      await create();
      return found;
    },
  };
  const { send } = testEngine({ store: slow });
  create = () => send('POST', PATH, INVOICE);
  expect((await send('GET', HISTORY)).status).toBe(404);
  expect((await send('GET', HISTORY)).json['data']).toHaveLength(1);
});
