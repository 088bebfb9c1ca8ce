import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { damageOf, differingTables, type Facts, factsOf } from './facts.ts';

/** All pages in one step: between two steps a writer would make the copy begin again. */
const EVERY_PAGE = 0x7fff_ffff;

/**
 * Copies a database into a file with SQLite's backup, and returns what the copy must hold.
 *
 * Facts and copy are of one moment: both are read in one transaction, which keeps no writer waiting.
 */
export async function copyDatabase(source: Database.Database, file: string): Promise<Facts> {
  source.exec('BEGIN');
  try {
    const facts = factsOf(source);
    await source.backup(file, { progress: () => EVERY_PAGE });
    return facts;
  } finally {
    source.exec('COMMIT');
  }
}

/**
 * Checks a copy: every page and index, and that it holds what it must. Leaves it without a WAL, as one file.
 *
 * @throws Error that says what is wrong.
 */
export function checkCopy(file: string, wanted: Facts): void {
  const copy = new Database(file, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    const [damage] = damageOf(copy);
    if (damage !== undefined) throw new Error(`the copy is damaged: ${damage}`);
    const [table] = differingTables(wanted, factsOf(copy));
    if (table !== undefined) throw new Error(`the table ${table} of the copy is not what was copied`);
  } finally {
    copy.close();
  }
}

/** Forces a file, or the names in a folder, onto the disk. */
export function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Forces a file and its name onto the disk. */
export function syncFile(file: string): void {
  syncToDisk(file);
  syncToDisk(dirname(file));
}
