import { setImmediate as turn } from 'node:timers/promises';
import { createEngine, type Engine } from '@thrivestack-revenue/engine';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../store/sqlite.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { createKeyVerifier } from '../verify-key.ts';
import { createKey, endKey, rotateKey, showKeys } from './keys.ts';

interface Made {
  readonly id: string;
  readonly key: string;
  readonly expires_at: string | null;
  readonly replaces?: Readonly<Record<string, unknown>>;
}

const HOUR = 3_600_000;
const base = { environment: 'live', tenant: 'acme', scopes: ['revenue'], json: true } as const;

const create = (data: string, expiresAt?: number): Made =>
  JSON.parse(createKey({ ...base, name: 'keys create', data, expiresAt }, 'x-api-key')) as Made;
const rotate = (data: string, id: string, graceMs = 0, expiresAt?: number | 'never'): Made =>
  JSON.parse(rotateKey({ name: 'keys rotate', data, id, graceMs, expiresAt, json: true }, 'x-api-key')) as Made;

/** A running API on the folder, and the time by which it judges keys. */
function api(data: string): { status(key: string): Promise<number>; pass(milliseconds: number): void } {
  const store = openSqliteStore({ data });
  onTestFinished(() => store.close());
  let ahead = 0;
  const verifyKey = createKeyVerifier(
    (prefix) => store.key(prefix),
    () => Date.now() + ahead,
  );
  const engine: Engine = createEngine({ store, verifyKey });
  return {
    async status(key) {
      // A request comes in a turn of its own.
      await turn();
      const request = { method: 'GET', target: '/revenue/key', headers: { 'x-api-key': key }, body: new Uint8Array() };
      return (await engine.handle(request)).status;
    },
    pass(milliseconds) {
      ahead += milliseconds;
    },
  };
}

describe('keys rotate', () => {
  it('puts a key of the same tenant, environment and scopes in the place of the old, at once', async () => {
    const data = tempFolder(onTestFinished);
    const old = create(data);
    const { status } = api(data);
    expect(await status(old.key)).toBe(200);
    const made = rotate(data, old.id);
    expect(made).toMatchObject({ tenant: 'acme', environment: 'live', scopes: ['revenue'], expires_at: null });
    expect(made.key).toMatch(/^ts_live_/);
    expect(made.replaces).toMatchObject({ id: old.id, revoked_at: expect.stringMatching(/Z$/) });
    expect([await status(old.key), await status(made.key)]).toEqual([401, 200]);
  });

  it('lets the old one go on for the time of grace', async () => {
    const data = tempFolder(onTestFinished);
    const old = create(data);
    const { status, pass } = api(data);
    const made = rotate(data, old.id, HOUR);
    expect(made.replaces).toMatchObject({ revoked_at: null, expires_at: expect.stringMatching(/Z$/) });
    expect([await status(old.key), await status(made.key)]).toEqual([200, 200]);
    pass(HOUR);
    expect([await status(old.key), await status(made.key)]).toEqual([401, 200]);
  });

  it('never gives an old key more time than it had', async () => {
    const data = tempFolder(onTestFinished);
    const end = Date.now() + HOUR;
    const old = create(data, end);
    const made = rotate(data, old.id, 48 * HOUR, end + HOUR);
    expect(made.replaces).toMatchObject({ expires_at: new Date(end).toISOString() });
    expect(made.expires_at).toBe(new Date(end + HOUR).toISOString());
  });

  it('asks when the new one ends if the old one has an end', () => {
    const data = tempFolder(onTestFinished);
    const old = create(data, Date.now() + HOUR);
    expect(() => rotate(data, old.id)).toThrow(/^The key key_\w+ has an end \(.*Z\): say with --expires when/);
    expect(rotate(data, old.id, 0, 'never').expires_at).toBeNull();
  });

  it('does not bring back what has ended, and makes no key then', () => {
    const data = tempFolder(onTestFinished);
    const [revoked, expired] = [create(data), create(data, Date.now() - 1)];
    endKey({ name: 'keys revoke', data, id: revoked.id, json: true });
    for (const { id } of [revoked, expired]) {
      expect(() => rotate(data, id, 0, 'never')).toThrow(/ended at .*Z: make a new one/);
    }
    expect(() => rotate(data, 'key_0')).toThrow('No key has the id "key_0"');
    expect(() => rotate(data, revoked.key)).toThrow('That is a key or its prefix, not its id');
    expect(JSON.parse(showKeys({ name: 'keys list', data, json: true }))).toHaveLength(2);
  });

  it('says to a person what has become of both', () => {
    const data = tempFolder(onTestFinished);
    const command = { name: 'keys rotate', data, graceMs: 0, expiresAt: undefined, json: false } as const;
    const first = rotateKey({ ...command, id: create(data).id }, 'x-api-key');
    expect(first).toMatch(
      /^A live key for tenant "acme", scopes: revenue\.\n\n {2}ts_live_\w+\n\nIt is shown this once/,
    );
    expect(first).toMatch(/\nThe old key key_\w+ \(ts_live_\w{10}…\) has ended\.\n$/);
    const graced = rotateKey({ ...command, id: create(data).id, graceMs: HOUR }, 'x-api-key');
    expect(graced).toMatch(/\nThe old key key_\w+ \(ts_live_\w{10}…\) is good until \S+Z\.\n$/);
  });
});

it('a key with an end is good until then', async () => {
  const data = tempFolder(onTestFinished);
  const { key, expires_at } = create(data, Date.now() + HOUR);
  expect(Date.parse(expires_at ?? '')).toBeGreaterThan(Date.now());
  const { status, pass } = api(data);
  expect(await status(key)).toBe(200);
  pass(HOUR);
  expect(await status(key)).toBe(401);
});
