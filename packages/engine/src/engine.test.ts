import { expect, onTestFinished, test, vi } from 'vitest';
import { BODY_LIMIT_BYTES, createEngine } from './engine.ts';
import { StorageError } from './storage-error.ts';
import { memoryStore } from './store/memory.ts';
import { INVOICE, KEYS, memoryKeys, PATH, testEngine } from './test-engine.ts';

test('every answer is JSON, not to be cached, not to be sniffed, and has a request id', async () => {
  const { send } = testEngine();
  const answers = [
    await send('POST', PATH, INVOICE),
    await send('POST', PATH, {}),
    await send('GET', '/nothing'),
    await send('GET', PATH, undefined, { key: null }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 401]);
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['x-request-id']).toMatch(/^req_[0-9a-f]{24}$/);
  }
});

test.each([
  ['Abc.1_2-3', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['a b', false],
  ['<script>', false],
  ['', false],
])('the request id %s is echoed: %s', async (id, echoed) => {
  const { headers, json } = await testEngine({ randomId: () => 'fresh' }).send('GET', '/nothing', undefined, {
    headers: { 'x-request-id': id },
  });
  expect(headers['x-request-id']).toBe(echoed ? id : 'fresh');
  expect(json['request_id']).toBe(headers['x-request-id']);
});

test('a clock that is set forward fills no limit', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const limits = { requestsPerSecond: 0.001, burst: 1 };
  const { handle } = createEngine({ store: memoryStore({ keys: memoryKeys }), limits });
  const statusOf = async (): Promise<number> => {
    const request = { method: 'GET', target: PATH, headers: { 'x-api-key': KEYS.main }, body: new Uint8Array() };
    return (await handle(request)).status;
  };
  expect(await statusOf()).toBe(200);
  vi.setSystemTime(Date.now() + 1_000_000_000);
  expect(await statusOf()).toBe(429);
});

test('an error has success, error and request id, and nothing else', async () => {
  const { json } = await testEngine().send('GET', '/nothing', undefined, { headers: { 'x-request-id': 'r' } });
  expect(json).toEqual({
    success: false,
    error: { type: 'not_found', code: 'route_not_found', message: 'Nothing is served at this path.' },
    request_id: 'r',
  });
});

// Each request has all faults from its line to the last: the first one must answer.
test('checks come in the order of the contract', async () => {
  const test = testEngine({ limits: { requestsPerSecond: 0.001, burst: 1, badKeysPerMinute: 1 } });
  const big = new Uint8Array(BODY_LIMIT_BYTES + 1);
  const type = { headers: { 'content-type': 'text/plain' } };
  const code = async (...sent: Parameters<typeof test.send>): Promise<unknown> =>
    (await test.send(...sent)).error['code'];

  expect(await code('PATCH', '/nothing', undefined, { key: null, raw: big, ...type })).toBe('body_too_large');
  expect(await code('PATCH', '/nothing', undefined, { key: null, raw: '{', ...type })).toBe('invalid_api_key');
  expect(await code('PATCH', '/nothing', undefined, { key: 'bad', raw: '{', ...type })).toBe('rate_limited');
  expect(await code('GET', PATH)).toBeUndefined();
  expect(await code('PATCH', '/nothing', undefined, { raw: '{', ...type })).toBe('rate_limited');
  test.now += 1_000_000;
  expect(await code('PATCH', '/nothing', undefined, { raw: '{', ...type })).toBe('route_not_found');

  const free = testEngine();
  await free.send('POST', PATH, INVOICE, { headers: { 'idempotency-key': 'k' } });
  const later = async (...sent: Parameters<typeof free.send>): Promise<unknown> =>
    (await free.send(...sent)).error['code'];
  expect(await later('PATCH', PATH, undefined, { raw: '{', ...type })).toBe('method_not_allowed');
  expect(await later('POST', PATH, undefined, { raw: '{', key: KEYS.scopeless, ...type })).toBe('insufficient_scope');
  expect(await later('POST', PATH, undefined, { raw: '{', ...type })).toBe('unsupported_media_type');
  expect(await later('POST', PATH, undefined, { raw: '{' })).toBe('invalid_json');
  expect(await later('POST', PATH, { ...INVOICE, amount: '1' })).toBe('invalid_type');
  const reused = { headers: { 'idempotency-key': 'k' } };
  expect(await later('POST', PATH, { ...INVOICE, amount: 1 }, reused)).toBe('idempotency_key_reused');
  expect(await later('PUT', PATH, { invoice_id: 'gone', customer_id: 'other' })).toBe('invoice_not_found');
  expect(await later('PUT', PATH, { invoice_id: 'inv_1', customer_id: 'other' })).toBe('immutable_field');
  expect(await later('POST', PATH, { ...INVOICE, amount: 1 })).toBe('invoice_already_exists');
});

test('a body of exactly 64 KiB is read', async () => {
  const raw = `{"a":"${'x'.repeat(BODY_LIMIT_BYTES - 8)}"}`;
  expect(raw.length).toBe(BODY_LIMIT_BYTES);
  expect((await testEngine().send('POST', PATH, undefined, { raw })).details).toContain('a unknown_field');
});

test.each([
  ['HEAD', PATH, 'DELETE, GET, POST, PUT'],
  ['OPTIONS', PATH, 'DELETE, GET, POST, PUT'],
  ['PATCH', PATH, 'DELETE, GET, POST, PUT'],
  ['get', PATH, 'DELETE, GET, POST, PUT'],
  ['PUT', `${PATH}/inv_1`, 'GET'],
])('%s %s is 405 and says what is allowed', async (method, target, allow) => {
  const { status, headers, error } = await testEngine().send(method, target);
  expect({ status, allow: headers['allow'], type: error['type'], code: error['code'] }).toEqual({
    status: 405,
    allow,
    type: 'method_not_allowed',
    code: 'method_not_allowed',
  });
});

test('an error of the store is 500 for the client and whole for the logger', async () => {
  const secret = new Error('SELECT * FROM secrets');
  const store = { ...memoryStore(), get: () => Promise.reject(secret), list: () => Promise.reject(secret) };
  const { send, logged } = testEngine({ store });
  const { status, json, headers } = await send('GET', `${PATH}/inv_1`);
  expect(status).toBe(500);
  expect(json).toMatchObject({ error: { type: 'server_error', code: 'server_error' } });
  expect(JSON.stringify(json)).not.toMatch(/SELECT|at |\.ts/);
  expect(logged).toEqual([{ err: secret, requestId: headers['x-request-id'] }]);
});

test('a store that cannot write says so; a full queue asks to wait', async () => {
  const base = memoryStore();
  const fail = (error: Error) => testEngine({ store: { ...base, write: () => Promise.reject(error) } });
  const down = fail(new StorageError('storage_unavailable', 'disk full'));
  const answer = await down.send('POST', PATH, INVOICE);
  expect([answer.status, answer.error['type'], answer.error['code']]).toEqual([
    500,
    'server_error',
    'storage_unavailable',
  ]);
  expect(down.logged).toHaveLength(1);
  expect((await down.send('GET', PATH)).status).toBe(200);

  const full = fail(new StorageError('write_queue_full', 'full', { retryAfterSeconds: 3 }));
  const busy = await full.send('POST', PATH, INVOICE);
  expect([busy.status, busy.error['type'], busy.headers['retry-after']]).toEqual([429, 'rate_limited', '3']);
  expect(full.logged).toHaveLength(0);
});

test('a store that throws at once is no different', async () => {
  const store = {
    ...memoryStore(),
    write: () => {
      throw new Error('bug');
    },
  };
  expect((await testEngine({ store }).send('POST', PATH, INVOICE)).status).toBe(500);
});

test('works without a logger, a clock and keys', async () => {
  const engine = createEngine({ store: memoryStore() });
  const { status } = await engine.handle({ method: 'GET', target: PATH, headers: {}, body: new Uint8Array() });
  expect(status).toBe(200);
});

test('a header that was sent twice counts as missing', async () => {
  const { send } = testEngine();
  expect((await send('GET', PATH, undefined, { headers: { 'x-api-key': [KEYS.main, KEYS.main] } })).status).toBe(401);
  expect((await send('GET', PATH, undefined, { headers: { 'x-api-key': [KEYS.main] } })).status).toBe(200);
});
