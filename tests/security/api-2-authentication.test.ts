import { generateKey, hashKey } from '@thrivestack-revenue/engine';
import { describe, expect, it } from 'vitest';
import { codeOf, everySubject, openWorld, subjectOf, withoutId } from './world.ts';

describe('OWASP API2:2023 Broken Authentication', () => {
  it.each(everySubject)('every bad key gets one and the same answer: %s', async (_id, subject) => {
    const { ask, keys } = openWorld();
    const { main, expired, revoked } = keys;
    const bad: Record<string, string> = {
      missing: '',
      unknown: generateKey('test'),
      'unknown, other environment': generateKey('live'),
      expired: expired.key,
      revoked: revoked.key,
      'known prefix, wrong secret': `${main.key.slice(0, 19)}${generateKey('test').slice(19)}`,
      mistyped: `${main.key.slice(0, -1)}${main.key.endsWith('a') ? 'b' : 'a'}`,
      'cut by one': main.key.slice(0, -1),
      'one too many': `${main.key}a`,
      'in other case': main.key.toUpperCase(),
      'prefix only': main.key.slice(0, 18),
      'hash of a good key': await hashKey(main.key),
      'of no form': 'secret',
      'with blanks': ` ${main.key}`,
      'two keys': `${main.key}, ${main.key}`,
      long: 'x'.repeat(16_000),
      sql: "' OR 1=1 --",
      'not ASCII': 'ключ',
    };
    const answers = await Promise.all(Object.values(bad).map((key) => ask(subject, { key })));
    for (const [index, name] of Object.keys(bad).entries()) {
      expect(withoutId(answers[index] as never), name).toEqual(withoutId(answers[0] as never));
    }
    expect([answers[0]?.status, codeOf(answers[0] as never)]).toEqual([401, 'invalid_api_key']);
  });

  it('a key is taken from its header only', async () => {
    const { raw, keys } = openWorld();
    const { path } = subjectOf('list').operation;
    const { key } = keys.main;
    const elsewhere: { target: string; headers: Record<string, string> }[] = [
      { target: `${path}?api_key=${key}`, headers: {} },
      { target: `${path}?x-api-key=${key}`, headers: {} },
      { target: path, headers: { authorization: `Bearer ${key}` } },
      { target: path, headers: { cookie: `x-api-key=${key}` } },
      { target: `http://${key}@host${path}`, headers: {} },
    ];
    for (const { target, headers } of elsewhere) {
      const answer = await raw('GET', target, { key: '', headers });
      expect([answer.status, codeOf(answer)], target).toEqual([401, 'invalid_api_key']);
    }
  });

  it('a path is not told to those without a key', async () => {
    const { raw } = openWorld();
    const { path } = subjectOf('list').operation;
    const [there, elsewhere] = [await raw('PATCH', path, { key: '' }), await raw('GET', '/nowhere', { key: '' })];
    expect(withoutId(there)).toEqual(withoutId(elsewhere));
  });

  it('guesses are slowed per address, and a good key is not', async () => {
    const { ask, keys, pass } = openWorld({ limits: { badKeysPerMinute: 10 } });
    const list = subjectOf('list');
    const guess = (address: string) => ask(list, { key: generateKey('test'), address });
    for (let count = 0; count < 10; count += 1) expect((await guess('a')).status).toBe(401);
    for (let count = 0; count < 50; count += 1) expect((await guess('a')).status).toBe(429);
    expect((await ask(list, { key: keys.main.key, address: 'a' })).status).toBe(200);
    expect((await guess('b')).status).toBe(401);
    pass(60_000);
    expect((await guess('a')).status).toBe(401);
  });

  it('keys cannot be guessed: 256 bits of randomness, no two alike', () => {
    const keys = Array.from({ length: 2000 }, () => generateKey('live'));
    const secrets = keys.map((key) => key.slice(19, 62));
    expect(new Set(secrets).size).toBe(2000);
    expect(43 * Math.log2(62)).toBeGreaterThanOrEqual(256);
    // Every character of the alphabet is about as frequent as any other: chi-squared over 62 values.
    const counts = new Map<string, number>();
    for (const character of secrets.join('')) counts.set(character, (counts.get(character) ?? 0) + 1);
    const mean = (2000 * 43) / 62;
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
    expect(counts.size).toBe(62);
    // Random: once in a hundred million runs it is above this.
    expect(chi).toBeLessThan(140);
  });
});
