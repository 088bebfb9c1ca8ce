import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { createKeyVerifier } from './auth.ts';
import { createEngine } from './engine.ts';
import { generateKey, hashKey, keyPrefix } from './keys.ts';
import { memoryStore } from './store/memory.ts';
import type { KeyRecord, Principal } from './store/port.ts';
import { INVOICE, KEYS, PATH, START, testEngine } from './test-engine.ts';

test('missing, empty, unknown, expired and revoked keys get one and the same answer', async () => {
  const { send } = testEngine();
  const bad = [null, '', 'unknown', KEYS.expired, KEYS.revoked, generateKey('test'), 'x'.repeat(10_000)];
  const answers = await Promise.all(
    bad.map((key) => send('POST', PATH, INVOICE, { key, headers: { 'x-request-id': 'r' } })),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ status: 401, error: { type: 'authentication_error', code: 'invalid_api_key' } });
});

test('a key expires at its time, not before', async () => {
  const test = testEngine();
  test.now = START - 1;
  expect((await test.send('GET', PATH, undefined, { key: KEYS.expired })).status).toBe(200);
  test.now = START;
  expect((await test.send('GET', PATH, undefined, { key: KEYS.expired })).status).toBe(401);
});

test('a good key without the scope is told so, for every operation', async () => {
  const { send } = testEngine();
  for (const [method, path] of [
    ['GET', PATH],
    ['GET', `${PATH}/x`],
    ['POST', PATH],
    ['PUT', PATH],
    ['DELETE', PATH],
  ] as const) {
    const { status, error } = await send(method, path, undefined, { key: KEYS.scopeless });
    expect([status, error['code']]).toEqual([401, 'insufficient_scope']);
  }
});

test('a generated key is found by its prefix and must match as a whole', async () => {
  const key = generateKey('live');
  const record: KeyRecord = {
    id: 'k1',
    prefix: keyPrefix(key),
    hash: await hashKey(key),
    tenant: 'acme',
    environment: 'live',
    scopes: ['revenue'],
  };
  const findKey = vi.fn(async (prefix: string) => (prefix === record.prefix ? record : undefined));
  const verify = createKeyVerifier({ ...memoryStore(), findKey }, () => START);
  expect(await verify(key)).toEqual({
    keyId: 'k1',
    prefix: record.prefix,
    tenant: 'acme',
    environment: 'live',
    scopes: ['revenue'],
  });
  // The public part of the good key before the secret of another: its hash differs.
  const other = { ...record, hash: await hashKey(generateKey('live')) };
  findKey.mockResolvedValueOnce(other);
  expect(await verify(key)).toBeUndefined();
});

test('whatever is wrong with a key, it costs one look-up and one hash of the same length', async () => {
  const { keys, records } = await badKeys();
  const findKey = vi.fn(async (prefix: string) => records.find((record) => record.prefix === prefix));
  const verify = createKeyVerifier({ ...memoryStore(), findKey }, () => START);
  const digest = vi.spyOn(crypto.subtle, 'digest');
  for (const key of keys) {
    findKey.mockClear();
    digest.mockClear();
    expect(await verify(key)).toBeUndefined();
    expect(findKey).toHaveBeenCalledTimes(1);
    expect(digest.mock.calls.map(([, bytes]) => bytes.byteLength)).toEqual([68]);
  }
  digest.mockRestore();
});

/** Keys that are refused for every reason there is, and what a store knows of them. */
async function badKeys(): Promise<{ keys: string[]; records: KeyRecord[] }> {
  const [known, revoked, expired] = [generateKey('live'), generateKey('live'), generateKey('live')];
  const recordOf = async (key: string, more: Partial<KeyRecord> = {}): Promise<KeyRecord> => ({
    id: 'k',
    prefix: keyPrefix(key),
    hash: await hashKey(key),
    tenant: 'acme',
    environment: 'live',
    scopes: ['revenue'],
    ...more,
  });
  const records = [
    await recordOf(known),
    await recordOf(revoked, { revokedAt: START - 1 }),
    await recordOf(expired, { expiresAt: START }),
  ];
  const wrong = known.slice(0, 19) + generateKey('live').slice(19);
  const mistyped = `${known.slice(0, -1)}${known.endsWith('a') ? 'b' : 'a'}`;
  const keys = ['', 'secret', 'x'.repeat(10_000), generateKey('test'), wrong, mistyped, revoked, expired];
  return { keys, records };
}

test('nobody gets in without a key, whatever an injected check says', async () => {
  const principal = { keyId: 'k', prefix: 'p', tenant: 't', environment: 'test', scopes: ['revenue'] } as const;
  const { send } = testEngine({ verifyKey: () => principal });
  expect((await send('GET', PATH, undefined, { key: 'any' })).status).toBe(200);
  for (const key of [null, '']) expect((await send('GET', PATH, undefined, { key })).status).toBe(401);
});

test('every 401 says how to authenticate', async () => {
  const { send } = testEngine();
  for (const key of [null, 'bad', KEYS.scopeless]) {
    const { status, headers } = await send('GET', PATH, undefined, { key });
    expect([status, headers['www-authenticate']]).toEqual([401, 'ApiKey header="x-api-key"']);
  }
  expect((await send('GET', PATH)).headers).not.toHaveProperty('www-authenticate');
});

test('an injected check replaces the store, also where the store knows no keys', async () => {
  const principal = { keyId: 'k', prefix: 'p', tenant: 't', environment: 'test', scopes: ['revenue'] } as const;
  const { send } = testEngine({
    store: memoryStore(),
    verifyKey: (key) => (key === 'sesame' ? principal : undefined),
  });
  expect((await send('GET', PATH, undefined, { key: 'sesame' })).status).toBe(200);
  expect((await send('GET', PATH, undefined, { key: null })).status).toBe(401);
});

test('without keys, any key or none is one tenant', async () => {
  const { send } = testEngine({ store: memoryStore() });
  expect((await send('POST', PATH, INVOICE, { key: 'anything' })).status).toBe(200);
  expect((await send('GET', `${PATH}/inv_1`, undefined, { key: null })).status).toBe(200);
});

test('another tenant and another environment get what never existed, to the byte', async () => {
  const { send } = testEngine();
  await send('POST', PATH, INVOICE);
  const headers = { 'x-request-id': 'r' };
  for (const key of [KEYS.other, KEYS.live]) {
    const ask = (method: string, path: string, body?: object) =>
      send(method, path, body as Record<string, string> | undefined, { key, headers });
    expect(await ask('GET', `${PATH}/inv_1`)).toEqual(await ask('GET', `${PATH}/never`));
    expect(await ask('PUT', PATH, { invoice_id: 'inv_1' })).toEqual(await ask('PUT', PATH, { invoice_id: 'never' }));
    expect(await ask('DELETE', PATH, { invoice_id: 'inv_1' })).toMatchObject({ status: 404 });
    expect((await ask('GET', PATH)).json['data']).toEqual([]);
  }
  expect((await send('GET', `${PATH}/inv_1`)).status).toBe(200);
});

test('a key asks 200 times at once, then waits; every answer says what is left', async () => {
  const test = testEngine({ limits: {} });
  for (let left = 199; left >= 0; left -= 1) {
    const { status, headers } = await test.send('GET', PATH);
    expect(status).toBe(200);
    expect(headers['ratelimit-policy']).toBe('"key";q=200;w=2');
    expect(headers['ratelimit']).toMatch(new RegExp(`^"key";r=${left};t=[12]$`));
  }
  const { status, headers, error } = await test.send('GET', PATH);
  expect([status, error['type'], headers['retry-after'], headers['ratelimit']]).toEqual([
    429,
    'rate_limited',
    '1',
    '"key";r=0;t=2',
  ]);
  expect((await test.send('GET', PATH, undefined, { key: KEYS.other })).status).toBe(200);
  test.now += 1000;
  expect((await test.send('GET', PATH)).status).toBe(200);
});

test('after ten bad keys an address gets 429 for bad ones, never for a good one', async () => {
  const test = testEngine({ limits: {} });
  const bad = (address: string) => test.send('GET', PATH, undefined, { key: 'bad', address });
  for (let count = 0; count < 10; count += 1) expect((await bad('a')).status).toBe(401);
  const refused = await bad('a');
  expect([refused.status, refused.headers['retry-after'], refused.headers['ratelimit']]).toEqual([
    429,
    '6',
    '"address";r=0;t=60',
  ]);
  expect((await test.send('GET', PATH, undefined, { address: 'a' })).status).toBe(200);
  expect((await bad('b')).status).toBe(401);
  test.now += 60_000;
  expect((await bad('a')).status).toBe(401);
});

test("limits 'off' sends no such headers and refuses nobody", async () => {
  const { send } = testEngine({ limits: 'off' });
  for (let count = 0; count < 300; count += 1) {
    const { status, headers } = await send('GET', PATH);
    expect(status).toBe(200);
    expect(Object.keys(headers).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  }
});

test('a verifier may answer with a promise of another library or realm', async () => {
  const principal = { keyId: 'k', prefix: 'p', tenant: 'acme', environment: 'test', scopes: ['revenue'] } as const;
  const foreign = (value: Principal | undefined): Promise<Principal | undefined> =>
    runInNewContext('new Promise((resolve) => resolve(value))', { value });
  const engine = createEngine({
    store: memoryStore(),
    verifyKey: (apiKey) => foreign(apiKey === 'good' ? principal : undefined),
  });
  const status = async (apiKey: string): Promise<number> => {
    const request = { method: 'GET', target: '/revenue/key', headers: { 'x-api-key': apiKey }, body: new Uint8Array() };
    return (await engine.handle(request)).status;
  };
  expect([await status('good'), await status('bad')]).toEqual([200, 401]);
});
