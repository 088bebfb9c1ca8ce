import { expect, test } from 'vitest';
import { createLimiter, createLimiters } from './limits.ts';

test('a bucket empties, says how long to wait, and fills again', () => {
  let now = 0;
  const limiter = createLimiter('key', 2, 4, () => now);
  const allowed = Array.from({ length: 5 }, () => limiter.take('a').allowed);
  expect(allowed).toEqual([true, true, true, true, false]);
  expect(limiter.take('a').headers).toEqual({
    'ratelimit-policy': '"key";q=4;w=2',
    ratelimit: '"key";r=0;t=2',
    'retry-after': '1',
  });
  now = 499;
  expect(limiter.take('a').allowed).toBe(false);
  now = 500;
  expect(limiter.take('a')).toEqual({
    allowed: true,
    limit: 4,
    remaining: 0,
    headers: { 'ratelimit-policy': '"key";q=4;w=2', ratelimit: '"key";r=0;t=2' },
  });
  now = 60_000;
  expect(limiter.take('a').headers['ratelimit']).toBe('"key";r=3;t=1');
});

test('a client that waits as told is let through', () => {
  let now = 0;
  const limiter = createLimiter('address', 10 / 60, 10, () => now);
  for (let index = 0; index < 10; index += 1) limiter.take('a');
  const { allowed, headers } = limiter.take('a');
  expect({ allowed, wait: headers['retry-after'] }).toEqual({ allowed: false, wait: '6' });
  now += Number(headers['retry-after']) * 1000;
  expect(limiter.take('a').allowed).toBe(true);
  expect(headers['ratelimit-policy']).toBe('"address";q=10;w=60');
});

test('each id has its own bucket', () => {
  const limiter = createLimiter('key', 1, 1, () => 0);
  expect([limiter.take('a').allowed, limiter.take('b').allowed, limiter.take('a').allowed]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a clock that is set back neither fills nor empties', () => {
  let now = 10_000;
  const limiter = createLimiter('key', 1, 3, () => now);
  limiter.take('a');
  now = 0;
  expect(limiter.take('a').headers['ratelimit']).toBe('"key";r=1;t=2');
});

test('memory is bounded: the bucket not used for longest goes first', () => {
  const limiter = createLimiter('key', 1, 1, () => 0);
  limiter.take('first');
  limiter.take('second');
  for (let index = 0; index < 9_998; index += 1) limiter.take(`id-${index}`);
  limiter.take('first');
  limiter.take('one more');
  expect(limiter.take('first').allowed).toBe(false);
  // Its bucket was forgotten, so it is full again.
  expect(limiter.take('second').allowed).toBe(true);
});

test('the defaults are 100 a second with a burst of 200, and 10 bad keys a minute', () => {
  const { key, address } = createLimiters({}, () => 0);
  expect(key.take('a').headers['ratelimit-policy']).toBe('"key";q=200;w=2');
  expect(address.take('a').headers['ratelimit-policy']).toBe('"address";q=10;w=60');
  expect(createLimiters({ requestsPerSecond: 5 }, () => 0).key.take('a').headers['ratelimit-policy']).toBe(
    '"key";q=10;w=2',
  );
});

test.each([{ requestsPerSecond: 0 }, { burst: 0.5 }, { badKeysPerMinute: -1 }, { requestsPerSecond: Number.NaN }])(
  'refuses %j',
  (limits) => {
    expect(() => createLimiters(limits, () => 0)).toThrow(RangeError);
  },
);
