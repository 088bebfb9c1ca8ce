import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '@thrivestack-revenue/engine';
import Database from 'better-sqlite3';
import { CliError } from '../cli/cli-error.ts';
import type { RestoreCommand } from '../cli/command.ts';
import { openIn } from '../cli/data-folder.ts';
import { DATABASE_FILE, JOURNAL_FILE, prepareFile } from '../store/database.ts';
import { newestMigration } from '../store/migrations.ts';
import { lastJournaled, lockFolder, settleLeftovers } from '../store/open-files.ts';
import { checkCopy, copyDatabase, syncFile } from './copy.ts';
import { damageOf, type Facts, factsOf } from './facts.ts';
import { reasonOf } from './reason.ts';

/**
 * Brings a copy back into the data folder and returns what to print.
 *
 * The copy is checked first. It is then written in one transaction of SQLite's: cut off at any moment, the folder
 * has what it had before.
 *
 * @throws CliError when the copy is no good, the folder is in use, or has data that may not be overwritten.
 */
export async function restore(command: RestoreCommand): Promise<string> {
  const source = openSource(command.file);
  try {
    checkSource(source, command.file);
    const unlock = openIn(command.data, lock);
    try {
      return describe(command, await replace(source, command));
    } finally {
      unlock();
    }
  } finally {
    source.close();
  }
}

/** No server may start while its data is being replaced. */
function lock(data: string): () => void {
  try {
    return lockFolder(data, 0);
  } catch (error) {
    throw isBusy(error) ? inUse(data, error) : error;
  }
}

async function replace(source: Database.Database, command: RestoreCommand): Promise<Facts> {
  const { data } = command;
  openIn(data, () => makeReady(data, command.replace));
  const target = prepareFile(data);
  const facts = await copyDatabase(source, target).catch((error: unknown) => {
    throw new CliError(`Cannot restore into ${data}: ${reasonOf(error)}.`, { cause: error });
  });
  // What it holds was acknowledged on top of what has just been replaced.
  for (const end of ['', '-wal', '-shm']) rmSync(join(data, JOURNAL_FILE + end), { force: true });
  openIn(data, () => checkCopy(target, facts));
  syncFile(target);
  return facts;
}

function openSource(file: string): Database.Database {
  if (!existsSync(file)) throw new CliError(`There is no file ${file}.`);
  try {
    return new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new CliError(`Cannot read the backup ${file}: ${reasonOf(error)}.`, { cause: error });
  }
}

function checkSource(source: Database.Database, file: string): void {
  const wrong = faultOf(source);
  if (wrong !== undefined) throw new CliError(`Cannot restore ${file}: ${wrong}.`);
}

/** Says what is wrong with a copy; nothing when it is good. */
function faultOf(source: Database.Database): string | undefined {
  try {
    const [damage] = damageOf(source);
    if (damage !== undefined) return 'it is damaged';
    const tables = Object.keys(factsOf(source));
    if (!tables.includes('migrations') || !tables.includes('keys')) return 'it is not a database of this server';
    const done = source.prepare<[], number>('SELECT coalesce(max(number), 0) FROM migrations').pluck().get() ?? 0;
    if (done > newestMigration) return `it was written by a newer version (${done}, this one knows ${newestMigration})`;
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Makes sure that nobody uses the folder and that nothing is lost. Leaves its database without a WAL. */
function makeReady(data: string, replace: boolean): void {
  if (!existsSync(join(data, DATABASE_FILE))) return;
  const target = new Database(join(data, DATABASE_FILE), { timeout: 0 });
  try {
    if (!replace && !(isEmpty(target) && lastJournaled(data) === 0)) {
      throw new CliError(`${data} has data already: with --replace it is overwritten.`);
    }
    // Were this cut off between the copy and the end of the journal, what it holds would be put on top of the copy.
    if (lastJournaled(data) > 0) settleLeftovers(data, manifest);
    // SQLite leaves WAL only when no other connection is open, in this process or another.
    target.pragma('journal_mode = DELETE');
  } catch (error) {
    throw isBusy(error) ? inUse(data, error) : error;
  } finally {
    target.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(?:BUSY|LOCKED)/.test(String(error.code));
}

function inUse(data: string, cause: unknown): CliError {
  return new CliError(`${data} is in use: stop the server first.`, { cause });
}

/** A folder that a server has only been started in has tables, but nobody's rows. */
function isEmpty(target: Database.Database): boolean {
  const ours = new Set(['migrations', 'columns', 'summaries', 'zones', 'settled', 'key_changes']);
  return Object.entries(factsOf(target)).every(([name, { rows }]) => rows === 0 || ours.has(name));
}

function describe({ file, data, json }: RestoreCommand, facts: Facts): string {
  const rows = Object.values(facts).reduce((sum, table) => sum + table.rows, 0);
  const tables = Object.fromEntries(Object.entries(facts).map(([name, table]) => [name, table.rows]));
  if (json) return `${JSON.stringify({ file, data, rows: tables })}\n`;
  return (
    `Restored ${file} into ${data}: ${rows} rows in ${Object.keys(facts).length} tables, checked and on the disk.\n` +
    'Keys are those of the copy: revoke again what was revoked since ("revenue-server keys list").\n'
  );
}
