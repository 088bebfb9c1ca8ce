import { createEngine, manifest as generated, isStorageError } from '@thrivestack-revenue/engine';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, thingsManifest } from '../test-support/things.ts';
import { openForWriting, prepareFile } from './database.ts';
import { openSqliteStore, SqliteStore } from './sqlite.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { tableOf } from './tables.ts';

const manifest = thingsManifest();
const tables = new Map([...manifest.resources, ...generated.resources].map((one) => [one.name, tableOf(one)]));
const HOUR_MS = 3_600_000;

/** A store on a file, and the writing connection to do harm to. */
function bench(used = manifest): { store: SqliteStore; writer: SqliteWriter; connection: Database.Database } {
  const data = tempFolder(onTestFinished);
  const first = openSqliteStore({ data, manifest: used });
  const connection = openForWriting(prepareFile(data));
  const reading = new Database(prepareFile(data), { readonly: true });
  const writer = new SqliteWriter(connection, tables);
  const store = new SqliteStore([reading, connection], new SqliteReader(reading, tables), writer);
  onTestFinished(async () => {
    await store.close();
    await first.close();
  });
  return { store, writer, connection };
}

function fillDisk(connection: Database.Database): void {
  // The limit of the file's size is what a full disk is to SQLite: the same code, from a real failed write.
  connection.pragma(`max_page_count = ${connection.pragma('page_count', { simple: true })}`);
}

it('does several commands in one transaction', async () => {
  const { store, writer } = bench();
  const outcomes = writer.execute([
    command('create', 'a', { name: 'one' }),
    command('create', 'a', { name: 'two' }),
    command('delete', 'b'),
    command('update', 'a', { count: 1 }),
  ]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, false, true]);
  expect((await store.get(scopeOf('acme'), 'things', 'a'))?.document).toEqual({ name: 'one', count: 1 });
});

it('stores nothing of a transaction that fails, and works again afterwards', async () => {
  const { store, writer, connection } = bench();
  const good = command('create', 'a', { name: 'one' });
  expect(() => writer.execute([good, command('create', 'b', {}, { resource: 'unknown' })])).toThrow('"unknown"');
  expect(connection.inTransaction).toBe(false);
  expect(await store.get(scopeOf('acme'), 'things', 'a')).toBeUndefined();
  expect(writer.execute([good])).toMatchObject([{ ok: true, replayed: false }]);
});

it('leaves an audit row for each change and none for what changes nothing', () => {
  const { writer, connection } = bench();
  writer.execute([command('create', 'a', { name: 'one' }, { at: 1, requestId: 'r1', keyId: 'k1' })]);
  writer.execute([
    command('create', 'a', { name: 'one' }),
    command('update', 'a', { name: 'one' }),
    command('delete', 'x'),
  ]);
  writer.execute([command('update', 'a', { name: 'two' }, { at: 2 }), command('delete', 'a', {}, { at: 3 })]);
  const rows = connection
    .prepare('SELECT action, document_before, document_after, at FROM audit ORDER BY number')
    .raw()
    .all();
  expect(rows).toEqual([
    ['create', null, '{"name":"one"}', 1],
    ['update', '{"name":"one"}', '{"name":"two"}', 2],
    ['delete', '{"name":"two"}', null, 3],
  ]);
  const first = connection
    .prepare('SELECT tenant, environment, resource, id, key_id, request_id FROM audit')
    .raw()
    .get();
  expect(first).toEqual(['acme', 'test', 'things', 'a', 'k1', 'r1']);
});

it('sweeps idempotency rows older than 48 hours, a few at a time', () => {
  const { writer, connection } = bench();
  const claim = (key: number) => ({ key: `k${key}`, method: 'POST', path: '/revenue/things', fingerprint: 'f' });
  const create = (key: number, at: number) => command('create', `id${key}`, {}, { at, idempotency: claim(key) });
  writer.execute(Array.from({ length: 50 }, (_, key) => create(key, key)));
  const left = (): unknown => connection.prepare('SELECT count(*) FROM idempotency').pluck().get();
  expect(left()).toBe(50);
  const later = 48 * HOUR_MS + 45;
  writer.execute([create(100, later)]);
  expect(left()).toBe(31);
  for (let write = 101; write < 104; write += 1) writer.execute([create(write, later)]);
  // 45 were too old; 5 are just young enough and 4 are new.
  expect(left()).toBe(9);
});

it('says that the storage is unavailable on a full disk, goes on reading, and recovers', async () => {
  const { store, connection } = bench();
  await store.write(command('create', 'a', { name: 'one' }));
  fillDisk(connection);
  const big = command('create', 'b', { name: 'x'.repeat(100_000) });
  const error: unknown = await store.write(big).catch((reason: unknown) => reason);
  expect(isStorageError(error) && error.code).toBe('storage_unavailable');
  expect((await store.get(scopeOf('acme'), 'things', 'a'))?.document).toEqual({ name: 'one' });
  store.check();
  connection.pragma('max_page_count = 1000000');
  expect(await store.write(big)).toMatchObject({ ok: true, replayed: false });
});

it('is answered 500 storage_unavailable by the engine, in memory of nothing', async () => {
  const { store, connection } = bench(generated);
  const principal = { ...scopeOf('acme'), keyId: 'k', prefix: 'p', scopes: generated.scopes };
  const logged: unknown[] = [];
  const engine = createEngine({
    store,
    verifyKey: () => principal,
    logger: { error: (fields) => logged.push(fields) },
  });
  fillDisk(connection);
  const body = {
    invoice_id: 'i',
    customer_id: 'c'.repeat(1024),
    group_id: 'g'.repeat(1024),
    issue_date: '2026-01-01T00:00:00Z',
    amount: 1,
  };
  const statuses: number[] = [];
  for (let write = 0; write < 9; write += 1) {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...body, invoice_id: `i${write}` }));
    const headers = { 'content-type': 'application/json', 'x-api-key': 'k' };
    const answer = await engine.handle({ method: 'POST', target: '/revenue/invoices', headers, body: bytes });
    statuses.push(answer.status);
    if (answer.status !== 200)
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'storage_unavailable' } });
  }
  expect(statuses.at(-1)).toBe(500);
  expect(logged).not.toHaveLength(0);
  const read = await engine.handle({
    method: 'GET',
    target: '/revenue/invoices',
    headers: { 'x-api-key': 'k' },
    body: new Uint8Array(),
  });
  expect(read.status).toBe(200);
  expect(JSON.parse(read.body)).toMatchObject({ data: { length: statuses.filter((status) => status === 200).length } });
});

it('says so as well when it is closed', async () => {
  const { store } = bench();
  await store.close();
  expect(() => store.check()).toThrow('cannot be used');
  await expect(store.write(command('create', 'a'))).rejects.toMatchObject({ code: 'storage_unavailable' });
});
