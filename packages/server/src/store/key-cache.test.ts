import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { openForReading, openForWriting, prepareFile } from './database.ts';
import { KeyCache } from './key-cache.ts';
import { insertKey, revokeKey } from './key-table.ts';
import { migrate } from './migrations.ts';

const key = {
  id: 'key_1',
  prefix: 'ts_test_a',
  hash: 'f'.repeat(64),
  tenant: 'acme',
  environment: 'test',
  scopes: ['revenue'],
  createdAt: 1,
} as const;

it('sees in the next turn what another connection does to a key, and reads keys again for nothing else', async () => {
  const file = prepareFile(tempFolder(onTestFinished));
  const other = openForWriting(file);
  migrate(other);
  const reading = openForReading(file);
  onTestFinished(() => {
    reading.close();
    other.close();
  });
  const cache = new KeyCache(reading);
  expect(cache.find(key.prefix)).toBeUndefined();
  insertKey(other, key);
  await turn();
  const found = cache.find(key.prefix);
  expect(found).toEqual(key);
  other.exec(`INSERT INTO settled VALUES (1, 'j', 0)`);
  await turn();
  // The same object: it was not read again.
  expect(cache.find(key.prefix)).toBe(found);
  revokeKey(other, key.id, 5);
  await turn();
  expect(cache.find(key.prefix)).toEqual({ ...key, revokedAt: 5 });
  other.exec('DELETE FROM keys');
  await turn();
  expect(cache.find(key.prefix)).toBeUndefined();
});
