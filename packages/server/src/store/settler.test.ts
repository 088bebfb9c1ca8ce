import { expect, it, onTestFinished } from 'vitest';
import { directWriter } from '../test-support/direct-writer.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, thingsManifest } from '../test-support/things.ts';
import { openSqliteStore } from './sqlite.ts';

const HOUR_MS = 3_600_000;

async function bench(manifest = thingsManifest()) {
  const data = tempFolder(onTestFinished);
  await openSqliteStore({ data, manifest }).close();
  const writer = directWriter(data, manifest);
  onTestFinished(() => writer.close());
  return { ...writer, data };
}

it('sweeps idempotency rows older than 48 hours, more than it adds', async () => {
  const writer = await bench();
  const claim = (key: number) => ({ key: `k${key}`, method: 'POST', path: '/revenue/things', fingerprint: 'f' });
  const create = (key: number, at: number) => command('create', `id${key}`, {}, { at, idempotency: claim(key) });
  writer.execute(Array.from({ length: 50 }, (_, key) => create(key, key)));
  writer.settle();
  const left = (): unknown => writer.connection.prepare('SELECT count(*) FROM idempotency').pluck().get();
  expect(left()).toBe(50);
  const later = 48 * HOUR_MS + 45;
  for (const [round, expected] of [29, 8, 8, 9].entries()) {
    writer.execute([create(100 + round, later)]);
    writer.settle();
    expect(left()).toBe(expected);
  }
});

it('settles all of its batches or none', async () => {
  const writer = await bench();
  writer.execute([command('create', 'a', { name: 'one' })]);
  writer.execute([command('create', 'b', { name: 'x'.repeat(1_000_000) })]);
  const pages = writer.connection.pragma('page_count', { simple: true });
  writer.connection.pragma(`max_page_count = ${pages}`);
  expect(() => writer.settle()).toThrow('SQLITE_FULL');
  const ids = writer.connection.prepare('SELECT id FROM resource_things').pluck();
  expect(ids.all()).toEqual([]);
  expect(writer.connection.inTransaction).toBe(false);
});
