import {
  type Manifest,
  memoryStore,
  type Store,
  type WriteCommand,
  type WriteOutcome,
} from '@thrivestack-revenue/engine';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, thingsManifest } from '../test-support/things.ts';
import { openSqliteStore } from './sqlite.ts';

const stores: readonly [string, (manifest: Manifest) => Store][] = [
  ['memory', (manifest) => memoryStore({ manifest })],
  ['SQLite', (manifest) => openSqliteStore({ data: tempFolder(onTestFinished), manifest })],
];

describe.each(stores)('a %s store', (_, make) => {
  const open = (): Store => {
    const store = make(thingsManifest());
    onTestFinished(() => store.close());
    return store;
  };
  const acme = scopeOf('acme');
  const put = (store: Store, id: string, more: Partial<WriteCommand> = {}): Promise<WriteOutcome> =>
    store.write(command('create', id, { name: 'one', price: 12.5, currency: 'USD' }, more));

  it('gives back what was created, with its times', async () => {
    const store = open();
    expect(await put(store, 'a', { at: 1_700_000_000_123 })).toEqual({
      ok: true,
      replayed: false,
      body: '{"success":true,"thing_id":"a"}',
    });
    expect(await store.get(acme, 'things', 'a')).toEqual({
      id: 'a',
      document: { name: 'one', price: 12.5, currency: 'USD' },
      createdAt: 1_700_000_000_123,
      updatedAt: 1_700_000_000_123,
    });
    expect(await store.get(acme, 'things', 'b')).toBeUndefined();
  });

  it('keeps text and numbers exactly', async () => {
    const store = open();
    const document = {
      name: ' Ünï \u{1f600}\r\n"\\\u2028 ',
      ratio: 5e-324,
      count: 9_007_199_254_740_991,
      done: false,
      price: 9_999_999_999_999.99,
      currency: 'USD',
    };
    await store.write(command('create', 'ä/..%', document));
    expect((await store.get(acme, 'things', 'ä/..%'))?.document).toEqual(document);
  });

  it('replays a create with the same content and refuses other content', async () => {
    const store = open();
    await put(store, 'a');
    expect(await put(store, 'a', { at: 5 })).toMatchObject({ ok: true, replayed: true });
    const other = await store.write(command('create', 'a', { name: 'two' }));
    expect(other).toMatchObject({ ok: false, status: 400, error: { code: 'thing_already_exists', param: 'thing_id' } });
    expect((await store.get(acme, 'things', 'a'))?.updatedAt).not.toBe(5);
  });

  it('updates the fields that are sent and clears with null', async () => {
    const store = open();
    await put(store, 'a', { at: 1 });
    await store.write(command('update', 'a', { name: null, count: 3 }, { at: 2 }));
    expect(await store.get(acme, 'things', 'a')).toEqual({
      id: 'a',
      document: { price: 12.5, currency: 'USD', count: 3 },
      createdAt: 1,
      updatedAt: 2,
    });
    expect(await store.write(command('update', 'b', {}))).toMatchObject({ ok: false, status: 404 });
  });

  it('deletes once, then knows nothing; a new create starts anew', async () => {
    const store = open();
    await put(store, 'a', { at: 1 });
    expect(await store.write(command('delete', 'a'))).toMatchObject({ ok: true });
    expect(await store.get(acme, 'things', 'a')).toBeUndefined();
    expect(await store.write(command('delete', 'a'))).toMatchObject({ ok: false, status: 404 });
    expect(await put(store, 'a', { at: 9 })).toMatchObject({ ok: true, replayed: false });
    expect((await store.get(acme, 'things', 'a'))?.createdAt).toBe(9);
  });

  it('keeps tenants and environments apart', async () => {
    const store = open();
    await put(store, 'a');
    for (const scope of [scopeOf('other'), scopeOf('acme', 'live')]) {
      expect(await store.get(scope, 'things', 'a')).toBeUndefined();
      expect(await store.write(command('delete', 'a', {}, { scope }))).toMatchObject({ ok: false, status: 404 });
      const page = await store.list({
        scope,
        resource: 'things',
        filters: [],
        sort: { column: 'created_at' },
        order: 'asc',
        limit: 9,
      });
      expect(page).toEqual({ rows: [], hasMore: false });
      expect(await put(store, 'a', { scope })).toMatchObject({ ok: true, replayed: false });
    }
  });

  it('tells ids apart by their bytes', async () => {
    const store = open();
    for (const id of ['a', 'A', 'á', 'a ']) await put(store, id);
    const page = await store.list({
      scope: acme,
      resource: 'things',
      filters: [],
      sort: { column: 'thing_id' },
      order: 'asc',
      limit: 9,
    });
    expect(page.rows.map(({ id }) => id)).toEqual(['A', 'a', 'a ', 'á']);
  });

  it('pages the changes of a row, deleted or not, oldest first', async () => {
    const store = open();
    await put(store, 'a', { at: 1, requestId: 'r1' });
    await put(store, 'b');
    await put(store, 'a', { scope: scopeOf('other') });
    await put(store, 'a', { scope: scopeOf('acme', 'live') });
    await store.write(command('update', 'a', { count: 3 }, { at: 2, keyId: 'k2' }));
    await store.write(command('delete', 'a', {}, { at: 3 }));
    const query = { scope: acme, resource: 'things', id: 'a', limit: 2 };
    const first = await store.history(query);
    const document = { name: 'one', price: 12.5, currency: 'USD' };
    const row = { scope: acme, resource: 'things', id: 'a' };
    expect(first).toEqual({
      entries: [
        { ...row, action: 'create', before: null, after: document, at: 1, requestId: 'r1', keyId: 'key_test' },
        {
          ...row,
          action: 'update',
          before: document,
          after: { ...document, count: 3 },
          at: 2,
          requestId: 'req_test',
          keyId: 'k2',
        },
      ],
      hasMore: true,
    });
    const second = await store.history({ ...query, skip: 2 });
    expect(second.entries.map(({ action, after }) => [action, after])).toEqual([['delete', null]]);
    expect(second.hasMore).toBe(false);
    expect(await store.history({ ...query, id: 'c' })).toEqual({ entries: [], hasMore: false });
  });

  describe('with an idempotency key', () => {
    const claim = { key: 'k', method: 'DELETE', path: '/revenue/things', fingerprint: 'f' };
    const remove = (store: Store, more: Partial<WriteCommand> = {}): Promise<WriteOutcome> =>
      store.write(command('delete', 'a', {}, { idempotency: claim, ...more }));

    it('gives the stored answer again and does nothing', async () => {
      const store = open();
      await put(store, 'a');
      expect(await remove(store)).toMatchObject({ ok: true, replayed: false });
      await put(store, 'a');
      expect(await remove(store)).toMatchObject({ ok: true, replayed: true, body: '{"success":true,"thing_id":"a"}' });
      expect(await store.get(acme, 'things', 'a')).toBeDefined();
    });

    it('refuses another body, and tells scope, method and path apart', async () => {
      const store = open();
      await put(store, 'a');
      await remove(store);
      const reused = await remove(store, { idempotency: { ...claim, fingerprint: 'g' } });
      expect(reused).toMatchObject({ ok: false, status: 400, error: { code: 'idempotency_key_reused' } });
      for (const other of [
        { idempotency: { ...claim, method: 'PUT' } },
        { idempotency: { ...claim, path: '/revenue/others' } },
        { idempotency: { ...claim, key: 'K' } },
        { scope: scopeOf('acme', 'live') },
        { scope: scopeOf('other') },
      ]) {
        expect(await remove(store, other)).toMatchObject({ ok: false, status: 404 });
      }
    });

    it('keeps the answer for 24 hours and no refusal at all', async () => {
      const store = open();
      expect(await remove(store, { at: 0 })).toMatchObject({ ok: false, status: 404 });
      await put(store, 'a', { at: 0 });
      expect(await remove(store, { at: 0 })).toMatchObject({ ok: true, replayed: false });
      expect(await remove(store, { at: 86_399_999 })).toMatchObject({ ok: true, replayed: true });
      expect(await remove(store, { at: 86_400_000 })).toMatchObject({ ok: false, status: 404 });
    });
  });
});
