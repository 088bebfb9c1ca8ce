import { expect, test } from 'vitest';
import { memoryStore } from './store/memory.ts';
import { KEYS, testEngine } from './test-engine.ts';

const KEY = '/revenue/key';

test('a key is told what it may do and what is left of its burst, never itself', async () => {
  const test = testEngine({ limits: { requestsPerSecond: 1, burst: 3 } });
  const first = await test.send('GET', KEY);
  expect(first.json).toEqual({
    prefix: expect.stringMatching(/^other_/),
    tenant: 'acme',
    environment: 'test',
    scopes: ['revenue'],
    limit: 3,
    remaining: 2,
  });
  expect(JSON.stringify(first.json)).not.toContain(KEYS.main);
  expect((await test.send('GET', KEY)).json['remaining']).toBe(1);
  expect((await test.send('GET', KEY, undefined, { key: KEYS.live })).json).toMatchObject({
    environment: 'live',
    remaining: 2,
  });
  expect((await test.send('GET', KEY)).json['remaining']).toBe(0);
  expect((await test.send('GET', KEY)).status).toBe(429);
  test.now += 2000;
  expect((await test.send('GET', KEY)).json).toMatchObject({ limit: 3, remaining: 1 });
});

test('what is left is what the headers say', async () => {
  const { json, headers } = await testEngine({ limits: {} }).send('GET', KEY);
  expect(headers['ratelimit']).toContain(`;r=${json['remaining']};`);
  expect(headers['ratelimit-policy']).toContain(`;q=${json['limit']};`);
});

test('without limits both numbers are null, with a store of no keys too', async () => {
  expect((await testEngine().send('GET', KEY)).json).toMatchObject({ limit: null, remaining: null });
  const { json } = await testEngine({ store: memoryStore() }).send('GET', KEY, undefined, { key: null });
  expect(json).toMatchObject({ tenant: 'trial', environment: 'test', scopes: ['revenue'], limit: null });
});

test('bad keys, keys without the scope, other methods and parameters are refused', async () => {
  const { send } = testEngine();
  expect((await send('GET', KEY, undefined, { key: null })).error['code']).toBe('invalid_api_key');
  expect((await send('GET', KEY, undefined, { key: KEYS.scopeless })).error['code']).toBe('insufficient_scope');
  const posted = await send('POST', KEY, {});
  expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET']);
  expect((await send('GET', `${KEY}?x=1`)).details).toEqual(['x unknown_field']);
});
