import { isStorageError } from '@thrivestack-revenue/engine';
import { expect, it, onTestFinished } from 'vitest';
import { type DirectWriter, directWriter } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, thingsManifest } from '../test-support/things.ts';
import { openSqliteStore } from './sqlite.ts';

const manifest = thingsManifest();
const claim = { key: 'k', method: 'POST', path: '/revenue/things', fingerprint: 'f' };

async function bench(): Promise<DirectWriter & { data: string }> {
  const data = tempFolder(onTestFinished);
  await openSqliteStore({ data, manifest }).close();
  const writer = directWriter(data, manifest);
  onTestFinished(() => writer.close());
  return { ...writer, data };
}

/** What became of each command: whether it went well, and whether it was a repetition. */
function flags({ done }: ReturnType<DirectWriter['execute']>): string[] {
  return done.map((one) => {
    if ('error' in one) return 'error';
    return one.outcome.ok ? (one.outcome.replayed ? 'replayed' : 'ok') : one.outcome.error.code;
  });
}

function count({ connection }: DirectWriter, table: string): unknown {
  return connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
}

it('does any number of writes with one commit', async () => {
  const writer = await bench();
  for (let batch = 1; batch <= 3; batch += 1) {
    writer.execute(Array.from({ length: 300 }, (_, id) => command('create', `${batch} ${id}`, { name: 'one' })));
    // A commit is a row of the journal.
    expect(writer.journal.entries()).toHaveLength(batch);
  }
  expect(count(writer, 'resource_things')).toBe(0);
  writer.settle();
  expect(count(writer, 'resource_things')).toBe(900);
  expect(count(writer, 'audit')).toBe(900);
});

it('commits nothing for a batch that has nothing to store', async () => {
  const writer = await bench();
  writer.execute([command('create', 'a', { name: 'one' })]);
  const nothing = [command('create', 'a', { name: 'one' }), command('delete', 'x'), command('update', 'a', {})];
  expect(flags(writer.execute(nothing))).toEqual(['replayed', 'thing_not_found', 'ok']);
  expect(writer.journal.entries()).toHaveLength(1);
});

it('fails a bad command alone', async () => {
  const writer = await bench();
  const batch = [
    command('create', 'a', { name: 'one' }),
    command('create', 'b', {}, { resource: 'unknown' }),
    command('create', 'a', { name: 'two' }),
    command('update', 'a', { count: 1 }),
  ];
  expect(flags(writer.execute(batch))).toEqual(['ok', 'error', 'thing_already_exists', 'ok']);
  writer.settle();
  expect(writer.connection.prepare('SELECT id, document FROM resource_things').raw().all()).toEqual([
    ['a', '{"name":"one","count":1}'],
  ]);
});

it('deletes and creates again within one batch, with one row and the whole history', async () => {
  const writer = await bench();
  const batch = [
    command('create', 'a', { name: 'one' }, { at: 1 }),
    command('delete', 'a', {}, { at: 2 }),
    command('create', 'a', { name: 'two' }, { at: 3 }),
    command('create', 'b', { name: 'one' }, { at: 4 }),
    command('delete', 'b', {}, { at: 5 }),
  ];
  expect(flags(writer.execute(batch))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  writer.settle();
  expect(writer.connection.prepare('SELECT id, document, created_at FROM resource_things').raw().all()).toEqual([
    ['a', '{"name":"two"}', 3],
  ]);
  expect(writer.connection.prepare('SELECT id, action, at FROM audit ORDER BY number').raw().all()).toEqual([
    ['a', 'create', 1],
    ['a', 'delete', 2],
    ['a', 'create', 3],
    ['b', 'create', 4],
    ['b', 'delete', 5],
  ]);
});

it('knows rows and answers within a batch, in the journal, and in the tables', async () => {
  const writer = await bench();
  const create = command('create', 'a', { name: 'one' }, { idempotency: claim });
  const other = command('create', 'b', { name: 'one' }, { idempotency: { ...claim, fingerprint: 'g' } });
  expect(flags(writer.execute([create, create, other]))).toEqual(['ok', 'replayed', 'idempotency_key_reused']);
  for (const place of ['journal', 'tables']) {
    if (place === 'tables') writer.settle();
    expect(flags(writer.execute([create, other, command('create', 'a', { name: 'two' })])), place).toEqual([
      'replayed',
      'idempotency_key_reused',
      'thing_already_exists',
    ]);
  }
  expect(count(writer, 'audit')).toBe(1);
});

it('keeps an answer although the row was deleted since, across journal and tables', async () => {
  const writer = await bench();
  const create = command('create', 'a', { name: 'one' }, { idempotency: claim });
  writer.execute([create, command('delete', 'a')]);
  expect(flags(writer.execute([create]))).toEqual(['replayed']);
  writer.settle();
  expect(flags(writer.execute([create]))).toEqual(['replayed']);
  expect(count(writer, 'resource_things')).toBe(0);
});

it('leaves an audit row for each change and none for what changes nothing', async () => {
  const writer = await bench();
  writer.execute([command('create', 'a', { name: 'one' }, { at: 1, requestId: 'r1', keyId: 'k1' })]);
  writer.settle();
  writer.execute([
    command('create', 'a', { name: 'one' }),
    command('update', 'a', { name: 'one' }),
    command('delete', 'x'),
    command('update', 'a', { name: 'two' }, { at: 2 }),
    command('delete', 'a', {}, { at: 3 }),
  ]);
  writer.settle();
  const read = (columns: string): unknown =>
    writer.connection.prepare(`SELECT ${columns} FROM audit ORDER BY number`).raw().all();
  expect(read('action, document_before, document_after, at')).toEqual([
    ['create', null, '{"name":"one"}', 1],
    ['update', '{"name":"one"}', '{"name":"two"}', 2],
    ['delete', '{"name":"two"}', null, 3],
  ]);
  expect(read('tenant, environment, resource, id, key_id, request_id')).toContainEqual([
    'acme',
    'test',
    'things',
    'a',
    'k1',
    'r1',
  ]);
});

it('acknowledges nothing that the disk refuses, shows nothing of it, and goes on when there is room', async () => {
  const writer = await bench();
  writer.execute([command('create', 'a', { name: 'one' })]);
  writer.settle();
  const pages = writer.journalConnection.pragma('page_count', { simple: true });
  writer.journalConnection.pragma(`max_page_count = ${pages}`);
  const big = command('create', 'b', { name: 'x'.repeat(100_000) });
  let refused: unknown;
  try {
    writer.execute([command('update', 'a', { count: 1 }), big]);
  } catch (error) {
    refused = error;
  }
  expect(isStorageError(refused) && refused.code).toBe('storage_unavailable');
  expect(flags(writer.execute([command('create', 'a', { name: 'one' }), command('delete', 'b')]))).toEqual([
    'replayed',
    'thing_not_found',
  ]);
  writer.journalConnection.pragma('max_page_count = 1000000');
  expect(flags(writer.execute([big]))).toEqual(['ok']);
  writer.settle();
  expect(writer.connection.prepare('SELECT id, count_integer FROM resource_things ORDER BY id').raw().all()).toEqual([
    ['a', null],
    ['b', null],
  ]);
});
