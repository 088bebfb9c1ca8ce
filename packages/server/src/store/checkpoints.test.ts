import { statSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { tempFolder } from '../test-support/temp-folder.ts';
import { Checkpoints } from './checkpoints.ts';
import { openForReading, openForWriting, prepareFile } from './database.ts';

/** More than the 8,000 pages of 4 KiB at which the log is moved. */
const MUCH = 40_000_000;

it('moves a long log into the file beside the writer, and writes the log from its beginning again', async () => {
  const file = prepareFile(tempFolder(onTestFinished));
  const database = openForWriting(file);
  const checkpoints = new Checkpoints(database, file);
  const logSize = (): number => statSync(`${file}-wal`).size;
  const fileSize = (): number => statSync(file).size;
  const unmoved = (): number => {
    const [row] = database.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    return row ? row.log - row.checkpointed : Number.NaN;
  };
  database.exec('CREATE TABLE blobs (number INTEGER PRIMARY KEY, blob BLOB NOT NULL)');
  checkpoints.look();
  expect(fileSize()).toBeLessThan(MUCH);
  database.exec(`INSERT INTO blobs VALUES (1, zeroblob(${MUCH}))`);
  expect(logSize()).toBeGreaterThan(MUCH);
  checkpoints.look();
  // Another while the thread may still be at it: the writer moves what came meanwhile.
  database.exec('INSERT INTO blobs VALUES (2, zeroblob(1000))');
  await vi.waitFor(() => expect(unmoved()).toBe(0), { timeout: 20_000 });
  expect(fileSize()).toBeGreaterThan(MUCH);
  const before = logSize();
  database.exec('INSERT INTO blobs VALUES (3, zeroblob(1000))');
  expect(logSize()).toBe(before);
  await checkpoints.close();
  const reading = openForReading(file);
  expect(reading.prepare('SELECT number FROM blobs ORDER BY number').pluck().all()).toEqual([1, 2, 3]);
  reading.close();
  database.close();
  // Nobody else has it open: the last connection folds the log and removes it.
  expect(() => logSize()).toThrow('ENOENT');
});
