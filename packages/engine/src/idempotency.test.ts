import { expect, test } from 'vitest';
import { INVOICE, KEYS, PATH, testEngine } from './test-engine.ts';
import { IDEMPOTENCY_TTL_MS } from './write.ts';

const key = (value: string) => ({ headers: { 'idempotency-key': value } });
const REPLAYED = 'idempotent-replayed';

test('the same key and body get the stored answer, whatever has happened since', async () => {
  const { send, store } = testEngine();
  const first = await send('POST', PATH, INVOICE, key('k'));
  expect(first.headers[REPLAYED]).toBeUndefined();
  await send('DELETE', PATH, { invoice_id: 'inv_1' });
  const second = await send('POST', PATH, INVOICE, key('k'));
  expect([second.status, second.json, second.headers[REPLAYED]]).toEqual([200, first.json, 'true']);
  expect((await send('GET', `${PATH}/inv_1`)).status).toBe(404);
  expect(store.audit()).toHaveLength(2);
});

test('the body is compared in its normal form', async () => {
  const { send } = testEngine();
  await send('POST', PATH, { ...INVOICE, currency: 'usd' }, key('k'));
  const raw = `{"amount":2.99990e2,"group_id":"group_1", "issue_date":"2024-01-15T01:00:00+01:00","customer_id":"cust_1","invoice_id":"inv_1"}`;
  const same = await send('POST', PATH, undefined, { raw, ...key('k') });
  expect([same.status, same.headers[REPLAYED]]).toEqual([200, 'true']);
  const other = await send('POST', PATH, { ...INVOICE, currency: 'eur' }, key('k'));
  expect([other.status, other.error['code']]).toEqual([400, 'idempotency_key_reused']);
});

test('a long body is compared as exactly as a short one', async () => {
  const { send } = testEngine();
  const long = { ...INVOICE, customer_id: 'x'.repeat(1000) };
  await send('POST', PATH, long, key('k'));
  expect((await send('POST', PATH, long, key('k'))).headers[REPLAYED]).toBe('true');
  const other = { ...long, customer_id: `${'x'.repeat(999)}y` };
  expect((await send('POST', PATH, other, key('k'))).error['code']).toBe('idempotency_key_reused');
});

test('a key belongs to tenant, environment and method', async () => {
  const { send } = testEngine();
  await send('POST', PATH, INVOICE, key('k'));
  for (const other of [KEYS.other, KEYS.live]) {
    const { status, headers } = await send('POST', PATH, { ...INVOICE, amount: 1 }, { key: other, ...key('k') });
    expect([status, headers[REPLAYED]]).toEqual([200, undefined]);
  }
  expect((await send('PUT', PATH, { invoice_id: 'inv_1', amount: 5 }, key('k'))).headers[REPLAYED]).toBeUndefined();
  expect((await send('DELETE', PATH, { invoice_id: 'inv_1' }, key('k'))).headers[REPLAYED]).toBeUndefined();
  const again = await send('DELETE', `${PATH}?invoice_id=inv_1`, undefined, key('k'));
  expect([again.status, again.headers[REPLAYED]]).toEqual([200, 'true']);
});

test('only a 200 is stored', async () => {
  const { send } = testEngine();
  const put = () => send('PUT', PATH, { invoice_id: 'inv_1', amount: 7 }, key('k'));
  expect((await put()).status).toBe(404);
  await send('POST', PATH, INVOICE);
  expect([(await put()).status, (await put()).headers[REPLAYED]]).toEqual([200, 'true']);
});

test('an answer is kept for 24 hours', async () => {
  const test = testEngine();
  await test.send('POST', PATH, INVOICE, key('k'));
  test.now += IDEMPOTENCY_TTL_MS - 1;
  expect((await test.send('POST', PATH, { ...INVOICE, amount: 1 }, key('k'))).error['code']).toBe(
    'idempotency_key_reused',
  );
  test.now += 1;
  expect((await test.send('POST', PATH, { ...INVOICE, invoice_id: 'inv_2' }, key('k'))).status).toBe(200);
});

test('a clock that is set back does not lose an answer', async () => {
  const test = testEngine();
  await test.send('POST', PATH, INVOICE, key('k'));
  test.now += IDEMPOTENCY_TTL_MS;
  // A write under another key lets the store look for old answers.
  await test.send('POST', PATH, { ...INVOICE, invoice_id: 'inv_2' }, key('other'));
  test.now -= 1;
  expect((await test.send('POST', PATH, { ...INVOICE, amount: 1 }, key('k'))).error['code']).toBe(
    'idempotency_key_reused',
  );
});

test('of many at once with one key, one writes and all get its answer', async () => {
  const { send, store } = testEngine();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send('POST', PATH, INVOICE, key('k'))));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(answers.filter(({ headers }) => headers[REPLAYED] === undefined)).toHaveLength(1);
  expect(store.audit()).toHaveLength(1);
});

test.each(['', 'ü', 'x'.repeat(256), ' ', 'a\tb'])('%j is no key', async (value) => {
  const { status, error } = await testEngine().send('POST', PATH, INVOICE, key(value));
  expect([status, error['code']]).toEqual([400, 'invalid_idempotency_key']);
});

test('reads ignore the header', async () => {
  expect((await testEngine().send('GET', PATH, undefined, key('ü'))).status).toBe(200);
});
