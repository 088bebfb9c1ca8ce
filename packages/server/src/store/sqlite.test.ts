import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { SummaryLine, WriteCommand } from '@thrivestack-revenue/engine';
import { expect, it, onTestFinished } from 'vitest';
import { directWriter } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, SUMMED_COLUMNS, scopeOf, THING_SUMMARY, thingsManifest } from '../test-support/things.ts';
import { openForWriting, prepareFile } from './database.ts';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite.ts';

const manifest = thingsManifest(SUMMED_COLUMNS, THING_SUMMARY);
const acme = scopeOf('acme');
const content = { name: 'one', price: 1, currency: 'USD' };
const create = (id: string, more: Partial<WriteCommand> = {}): WriteCommand => command('create', id, content, more);

function open(options: Partial<SqliteStoreOptions> = {}): SqliteStore {
  const store = openSqliteStore({ data: tempFolder(onTestFinished), manifest, ...options });
  onTestFinished(() => store.close());
  return store;
}

async function total(store: SqliteStore): Promise<SummaryLine | undefined> {
  const query = { scope: acme, resource: 'things', filters: [], top: 1, sets: 1 };
  return (await store.summarize(query)).find(({ part }) => part === 'total');
}

it('shows every write to every read that follows its answer', async () => {
  const store = open();
  for (let number = 1; number <= 30; number += 1) {
    const id = `id ${number}`;
    await store.write(create(id));
    expect(await store.get(acme, 'things', id)).toMatchObject({ id });
    const page = { scope: acme, resource: 'things', filters: [], order: 'desc', limit: 50 } as const;
    expect((await store.list({ ...page, sort: { column: 'thing_id' } })).rows).toHaveLength(number);
    expect((await store.history({ scope: acme, resource: 'things', id, limit: 9 })).entries).toHaveLength(1);
    expect(await total(store)).toMatchObject({ count: number, total: BigInt(number * 100) });
  }
});

it('shows them to reads that are sent together with other writes', async () => {
  const store = open();
  const round = async (name: number): Promise<void> => {
    for (let number = 0; number < 20; number += 1) {
      const id = `${name} ${number}`;
      await store.write(create(id));
      expect(await store.get(acme, 'things', id)).toMatchObject({ id });
      await store.write(command('delete', id));
      expect(await store.get(acme, 'things', id)).toBeUndefined();
    }
  };
  await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(round));
  expect(await total(store)).toBeUndefined();
});

it('answers writes in the order they came, each of them alone when the limit is one', async () => {
  const store = open({ batchLimit: 1 });
  const outcomes = await Promise.all(
    [create('a'), command('delete', 'a'), create('a'), create('a')].map((one) => store.write(one)),
  );
  expect(outcomes.map((one) => one.ok && one.replayed)).toEqual([false, false, false, true]);
});

it('refuses a write when too many wait, and takes the next when they are done', async () => {
  const store = open({ queueLimit: 3 });
  const results = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((id) => store.write(create(id))));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(results[4]).toMatchObject({ reason: { code: 'write_queue_full', retryAfterSeconds: 1 } });
  expect(await store.write(create('d'))).toMatchObject({ ok: true, replayed: false });
});

it('has what a killed process acknowledged, whether the tables had it or not', async () => {
  const data = tempFolder(onTestFinished);
  await openSqliteStore({ data, manifest }).close();
  const writer = directWriter(data, manifest);
  onTestFinished(() => writer.close());
  const claim = { key: 'k', method: 'POST', path: '/', fingerprint: 'f' };
  writer.execute([create('a'), create('b', { idempotency: claim })]);
  writer.settle();
  writer.execute([command('delete', 'a'), create('c'), command('update', 'b', { price: 5 })]);
  writer.execute([create('d')]);
  // The files as a kill leaves them: a commit is in the log of its file, and nothing was closed.
  const copy = join(tempFolder(onTestFinished), 'copy');
  cpSync(data, copy, { recursive: true });
  for (const time of ['first', 'second']) {
    const store = open({ data: copy });
    const page = await store.list({
      scope: acme,
      resource: 'things',
      filters: [],
      sort: { column: 'thing_id' },
      order: 'asc',
      limit: 9,
    });
    expect(
      page.rows.map(({ id, document }) => [id, document['price']]),
      time,
    ).toEqual([
      ['b', 5],
      ['c', 1],
      ['d', 1],
    ]);
    expect(await total(store), time).toMatchObject({ count: 3, total: 700n });
    expect(await store.write(create('b', { idempotency: claim })), time).toMatchObject({ ok: true, replayed: true });
    await store.close();
  }
});

it('refuses a journal that was written with another state of the database', async () => {
  const data = tempFolder(onTestFinished);
  await openSqliteStore({ data, manifest }).close();
  const writer = directWriter(data, manifest);
  writer.execute([create('a')]);
  writer.settle();
  writer.execute([create('b')]);
  writer.execute([create('c')]);
  writer.close();
  // As if the database were put back from a copy that is older than the first batch.
  const database = openForWriting(prepareFile(data));
  database.exec('UPDATE settled SET number = 0');
  database.close();
  expect(() => openSqliteStore({ data, manifest })).toThrow('belongs to another state of the database');
});

it('refuses a second server on the same folder', () => {
  const data = tempFolder(onTestFinished);
  open({ data });
  expect(() => openSqliteStore({ data, manifest })).toThrow('locked');
});

it('says that it is closed', async () => {
  const store = open();
  await store.write(create('a'));
  await store.close();
  expect(() => store.check()).toThrow('cannot be used');
  await expect(store.write(create('b'))).rejects.toMatchObject({ code: 'storage_unavailable' });
});
