import { expect, test } from 'vitest';
import { INVOICE, PATH, testEngine } from './test-engine.ts';

test.each([
  'application/json',
  'Application/JSON; charset=UTF-8',
  'application/json;charset="utf-8"',
  'application/merge-patch+json',
  'application/json; profile=x',
])('%s is JSON', async (type) => {
  const { status } = await testEngine().send('POST', PATH, INVOICE, { headers: { 'content-type': type } });
  expect(status).toBe(200);
});

test.each([undefined, '', 'text/plain', 'application/jsonx', 'application/json; charset=latin1', 'text/json'])(
  '%s is not',
  async (type) => {
    const { status, error } = await testEngine().send('POST', PATH, INVOICE, { headers: { 'content-type': type } });
    expect([status, error['code']]).toEqual([400, 'unsupported_media_type']);
  },
);

test('a compressed body is refused', async () => {
  const send = (encoding: string) =>
    testEngine().send('POST', PATH, INVOICE, { headers: { 'content-encoding': encoding } });
  expect((await send('gzip')).error['code']).toBe('unsupported_media_type');
  expect((await send('Identity')).status).toBe(200);
});

test.each(['[]', 'null', '"a"', '1', 'true'])('%s is no object', async (raw) => {
  const { error } = await testEngine().send('POST', PATH, undefined, { raw });
  expect(error['code']).toBe('invalid_json');
});

test('every wrong field is named; the first one speaks', async () => {
  const { error, details } = await testEngine().send('POST', PATH, {
    invoice_id: '..',
    customer_id: '',
    issue_date: '2024-02-30T00:00:00Z',
    amount: 1.999,
    currency: 'XXQ',
    toString: 1,
  });
  expect(details.sort()).toEqual([
    'currency currency_unknown',
    'customer_id empty_field',
    'group_id missing_field',
    'invoice_id invalid_id',
    'issue_date invalid_date',
    'toString unknown_field',
  ]);
  expect(error).toMatchObject({ code: 'invalid_id', param: 'invoice_id' });
  expect(error['message']).toContain('(5 more in details)');
});

test('an unknown field comes with the nearest known name', async () => {
  const { error } = await testEngine().send('POST', PATH, { ...INVOICE, amuont: 1 });
  expect(error).toMatchObject({ code: 'unknown_field', param: 'amuont' });
  expect(error['message']).toContain('Did you mean amount?');
});

test('a body with thousands of faults is answered shortly', async () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 1]));
  const { status, details } = await testEngine().send('POST', PATH, many);
  expect(status).toBe(400);
  expect(details.length).toBeLessThanOrEqual(100);
});

test.each(['POST', 'PUT'])('a query parameter of a %s is unknown', async (method) => {
  const { details } = await testEngine().send(method, `${PATH}?invoice_id=a&x=1`, INVOICE);
  expect(details).toEqual(['invoice_id unknown_field', 'x unknown_field']);
});

test('a DELETE takes its id from the query where a proxy strips the body', async () => {
  const { send } = testEngine();
  const remove = (target: string, raw: string, headers = {}) => send('DELETE', target, undefined, { raw, headers });
  const create = () => send('POST', PATH, INVOICE);
  const done = { success: true, invoice_id: 'inv_1' };

  await create();
  expect((await remove(`${PATH}?invoice_id=inv%5F1`, '', { 'content-type': undefined })).json).toEqual(done);
  await create();
  expect((await remove(`${PATH}?invoice_id=inv_1`, '{}')).json).toEqual(done);
  await create();
  expect((await remove(`${PATH}?invoice_id=inv_1`, '{"invoice_id":"inv_1"}')).json).toEqual(done);
  await create();
  const both = await remove(`${PATH}?invoice_id=inv_2`, '{"invoice_id":"inv_1"}');
  expect([both.status, both.details]).toEqual([400, ['invoice_id id_mismatch']]);
  for (const raw of ['', '{}']) {
    const neither = await remove(PATH, raw);
    expect([neither.status, neither.details]).toEqual([400, ['invoice_id missing_field']]);
    expect(neither.error['message']).toContain('proxies strip the body of a DELETE');
    expect(neither.error['message']).toContain('?invoice_id=');
  }
  expect((await remove(`${PATH}?invoice_id=.`, '')).details).toEqual(['invoice_id invalid_id']);
  expect((await remove(`${PATH}?id=inv_1`, '{"invoice_id":"inv_1"}')).details).toEqual(['id unknown_field']);
  expect((await remove(`${PATH}?invoice_id=inv_1`, '{"invoice_id":5}')).details).toEqual(['invoice_id invalid_type']);
  expect((await send('GET', `${PATH}/inv_1`)).status).toBe(200);
});

test('an amount is judged by its text, not by the number it rounds to', async () => {
  const { send } = testEngine();
  const create = (amount: string, currency = 'USD') =>
    send('POST', PATH, undefined, {
      raw: JSON.stringify({ ...INVOICE, amount: 0, currency }).replace('"amount":0', `"amount":${amount}`),
    });
  expect((await create('299.99000000000000000001')).details).toEqual(['amount amount_precision']);
  expect((await create('1e400')).details).toEqual(['amount amount_too_large']);
  expect((await create('1e-400')).details).toEqual(['amount amount_precision']);
  expect((await create('10000000000000.01')).details).toEqual(['amount amount_too_large']);
  expect((await create('1.0005', 'KWD')).details).toEqual(['amount amount_precision']);
  expect((await create('2.99990e2')).status).toBe(200);
  expect((await send('GET', `${PATH}/inv_1`)).json['amount']).toBe(299.99);
  const update = await send('PUT', PATH, undefined, {
    raw: '{"invoice_id":"inv_1","amount":299.99000000000000000001}',
  });
  expect(update.details).toEqual(['amount amount_precision']);
});
