import { expect, test } from 'vitest';
import type { JsonObject } from './manifest.ts';
import { INVOICE, KEYS, PATH, START, testEngine } from './test-engine.ts';

const STORED = {
  ...INVOICE,
  issue_date: '2024-01-15T00:00:00.000Z',
  currency: 'USD',
  due_date: null,
  created_at: new Date(START).toISOString(),
  updated_at: new Date(START).toISOString(),
};

async function withInvoice(fields: JsonObject = {}) {
  const test = testEngine();
  expect((await test.send('POST', PATH, { ...INVOICE, ...fields })).status).toBe(200);
  test.now += 1000;
  return {
    ...test,
    put: (body: JsonObject) => test.send('PUT', PATH, { invoice_id: 'inv_1', ...body }),
    read: async () => (await test.send('GET', `${PATH}/inv_1`)).json,
  };
}

test('a create is read back with defaults, nulls and times', async () => {
  const { read } = await withInvoice();
  expect(await read()).toEqual(STORED);
  expect(Object.keys(await read())).toEqual(Object.keys(STORED));
});

test('the same create again is replayed and writes nothing', async () => {
  const { send, read, store } = await withInvoice();
  const again = await send('POST', PATH, { ...INVOICE, currency: 'usd', issue_date: '2024-01-15T02:00:00+02:00' });
  expect([again.status, again.json, again.headers['idempotent-replayed']]).toEqual([
    200,
    { success: true, invoice_id: 'inv_1' },
    'true',
  ]);
  expect(await read()).toEqual(STORED);
  expect(store.audit()).toHaveLength(1);
});

test('a create with other content names the fields that differ, not their values', async () => {
  const { send, read } = await withInvoice({ due_date: '2024-03-01T00:00:00Z' });
  const { status, error, details, json } = await send('POST', PATH, { ...INVOICE, customer_id: 'cust_9', amount: 1 });
  expect(status).toBe(400);
  expect(error).toMatchObject({ code: 'invoice_already_exists', param: 'invoice_id' });
  expect(details.map((detail) => detail.split(' ')[0]).sort()).toEqual(['amount', 'customer_id', 'due_date']);
  expect(JSON.stringify(json)).not.toMatch(/299|cust_1|2024/);
  expect((await read())['amount']).toBe(299.99);
});

test('an id that was deleted is free, and the audit keeps both lives', async () => {
  const { send, read, store } = await withInvoice();
  await send('DELETE', PATH, { invoice_id: 'inv_1' });
  expect((await send('DELETE', PATH, { invoice_id: 'inv_1' })).error).toMatchObject({
    code: 'invoice_not_found',
    param: 'invoice_id',
    type: 'not_found',
  });
  await send('POST', PATH, { ...INVOICE, amount: 5 });
  expect(await read()).toMatchObject({ amount: 5, created_at: new Date(START + 1000).toISOString() });
  expect(store.audit().map(({ action }) => action)).toEqual(['create', 'delete', 'create']);
});

test('an update merges: what is absent stays', async () => {
  const { put, read } = await withInvoice({ currency: 'EUR', due_date: '2024-03-01T00:00:00Z' });
  expect((await put({ issue_date: '2024-02-01T00:00:00Z' })).json).toEqual({ success: true, invoice_id: 'inv_1' });
  expect(await read()).toMatchObject({
    issue_date: '2024-02-01T00:00:00.000Z',
    due_date: '2024-03-01T00:00:00.000Z',
    amount: 299.99,
    currency: 'EUR',
    created_at: STORED.created_at,
    updated_at: new Date(START + 1000).toISOString(),
  });
});

test.each<JsonObject>([
  {},
  { amount: 299.99 },
  { currency: 'usd', issue_date: '2024-01-14T23:00:00-01:00' },
  { due_date: null },
  { customer_id: 'cust_1', group_id: 'group_1' },
])('an update with %j changes nothing and writes nothing', async (body) => {
  const { put, read, store } = await withInvoice();
  const { status, headers } = await put(body);
  expect([status, headers['idempotent-replayed']]).toEqual([200, undefined]);
  expect(await read()).toEqual(STORED);
  expect(store.audit()).toHaveLength(1);
});

test('null clears a field that may be cleared, and no other', async () => {
  const { put, read } = await withInvoice({ due_date: '2024-03-01T00:00:00Z' });
  expect((await put({ due_date: null })).status).toBe(200);
  expect((await read())['due_date']).toBeNull();
  expect((await put({ amount: null, issue_date: null })).details).toEqual([
    'issue_date invalid_type',
    'amount invalid_type',
  ]);
});

test('fields that cannot change are ignored when equal and refused together when not', async () => {
  const { put, read } = await withInvoice();
  expect((await put({ customer_id: 'cust_1', amount: 3 })).status).toBe(200);
  const { status, error, details } = await put({ customer_id: 'CUST_1', group_id: 'g', amount: 4 });
  expect([status, error['code'], error['param']]).toEqual([400, 'immutable_field', 'customer_id']);
  expect(details).toEqual(['customer_id immutable_field', 'group_id immutable_field']);
  expect((await read())['amount']).toBe(3);
});

test('the currency of the row judges an amount, and a new currency judges the stored one', async () => {
  const { put, read } = await withInvoice({ amount: 500, currency: 'JPY' });
  expect((await put({ amount: 1.5 })).details).toEqual(['amount amount_precision']);
  expect((await put({ amount: 1.5, currency: 'KWD' })).status).toBe(200);
  expect((await put({ currency: 'JPY' })).details).toEqual(['amount amount_precision']);
  expect((await put({ currency: 'USD' })).status).toBe(200);
  expect(await read()).toMatchObject({ amount: 1.5, currency: 'USD' });
});

test('an amount that grew too large under a new currency is refused', async () => {
  const { put } = await withInvoice({ amount: 1_000_000_000_000_000, currency: 'JPY' });
  expect((await put({ currency: 'USD' })).details).toEqual(['amount amount_too_large']);
});

test('dates are compared on the merged row', async () => {
  const { put } = await withInvoice({ due_date: '2024-02-01T00:00:00Z' });
  expect((await put({ issue_date: '2024-02-01T00:00:00.001Z' })).details).toEqual(['due_date due_before_issue']);
  expect((await put({ due_date: '2024-01-14T00:00:00Z' })).details).toEqual(['due_date due_before_issue']);
  expect((await put({ issue_date: '2024-02-01T00:00:00Z' })).status).toBe(200);
  expect((await put({ issue_date: '2025-01-01T00:00:00Z', due_date: null })).status).toBe(200);
});

test('every change leaves an audit row in the terms of the store', async () => {
  const { send, put, store } = await withInvoice();
  await send('PUT', PATH, { invoice_id: 'inv_1', amount: 5 }, { headers: { 'x-request-id': 'r2' } });
  await put({ amount: 5 });
  await put({ amount: 5.001 });
  await send('DELETE', PATH, { invoice_id: 'inv_1' }, { key: KEYS.live });
  await send('DELETE', PATH, { invoice_id: 'inv_1' });
  const before = { ...INVOICE, invoice_id: undefined, issue_date: STORED.issue_date, currency: 'USD' };
  const { invoice_id: _, ...document } = before;
  const shared = {
    scope: { tenant: 'acme', environment: 'test' },
    resource: 'invoices',
    id: 'inv_1',
    keyId: 'id-main',
  };
  expect(store.audit()).toEqual([
    { ...shared, action: 'create', before: null, after: document, requestId: expect.any(String), at: START },
    {
      ...shared,
      action: 'update',
      before: document,
      after: { ...document, amount: 5 },
      requestId: 'r2',
      at: START + 1000,
    },
    {
      ...shared,
      action: 'delete',
      before: { ...document, amount: 5 },
      after: null,
      requestId: expect.any(String),
      at: START + 1000,
    },
  ]);
});

test('an update of nothing is 404', async () => {
  const { status, error } = await testEngine().send('PUT', PATH, { invoice_id: 'gone', amount: 1 });
  expect([status, error['code'], error['message']]).toEqual([
    404,
    'invoice_not_found',
    'No invoice has this invoice_id.',
  ]);
});

test('ids differ by case and may look like anything', async () => {
  const { send } = testEngine();
  const ids = ['a', 'A', 'constructor', '__proto__', 'null', '0', '日本'];
  for (const id of ids) expect((await send('POST', PATH, { ...INVOICE, invoice_id: id })).json['invoice_id']).toBe(id);
  const page = await send('GET', `${PATH}?limit=200`);
  expect((page.json['data'] as { invoice_id: string }[]).map((row) => row.invoice_id).sort()).toEqual(ids.sort());
});
