import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, thingsManifest } from '../test-support/things.ts';
import {
  assertDurable,
  DATABASE_FILE,
  JOURNAL_FILE,
  LOCK_FILE,
  openForReading,
  openForWriting,
  prepareFile,
} from './database.ts';
import { openSqliteStore } from './sqlite.ts';

const FULL = 2;
const NORMAL = 1;

it('syncs every commit to the disk, also when the database is opened again', () => {
  const file = prepareFile(tempFolder(onTestFinished));
  for (const time of ['first', 'second']) {
    const database = openForWriting(file);
    expect(database.pragma('synchronous', { simple: true }), time).toBe(FULL);
    expect(database.pragma('journal_mode', { simple: true }), time).toBe('wal');
    database.exec('CREATE TABLE IF NOT EXISTS some (x TEXT)');
    database.close();
  }
  // The trap itself: without the pragma, the driver reopens the file at NORMAL.
  const careless = new Database(file);
  onTestFinished(() => void careless.close());
  expect(careless.pragma('synchronous', { simple: true })).toBe(NORMAL);
  expect(() => assertDurable(careless)).toThrow('synchronous=2 (FULL), not wal and 1');
});

it('cannot write on a reading connection', () => {
  const file = prepareFile(tempFolder(onTestFinished));
  openForWriting(file).close();
  const database = openForReading(file);
  onTestFinished(() => void database.close());
  expect(() => database.exec('CREATE TABLE some (x TEXT)')).toThrow('readonly');
});

it('keeps folder and files to their owner', async () => {
  const data = join(tempFolder(onTestFinished), 'new', 'data');
  const store = openSqliteStore({ data, manifest: thingsManifest() });
  onTestFinished(() => store.close());
  await store.write(command('create', 'a', { name: 'one' }));
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const files = readdirSync(data).sort();
  const databases = [JOURNAL_FILE, DATABASE_FILE].flatMap((name) => [name, `${name}-shm`, `${name}-wal`]);
  expect(files).toEqual([...databases, LOCK_FILE].sort());
  for (const file of files) expect(statSync(join(data, file)).mode & 0o777, file).toBe(0o600);
});

it('closes a file that others could read, and leaves the mode of a folder that was there', () => {
  const data = join(tempFolder(onTestFinished), 'shared');
  mkdirSync(data);
  chmodSync(data, 0o755);
  writeFileSync(join(data, DATABASE_FILE), '', { mode: 0o644 });
  expect(statSync(prepareFile(data)).mode & 0o777).toBe(0o600);
  expect(statSync(data).mode & 0o777).toBe(0o755);
});
