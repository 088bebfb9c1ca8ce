import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { CliError } from '../cli/cli-error.ts';
import type { BackupCommand } from '../cli/command.ts';
import { openIn, requireDatabase } from '../cli/data-folder.ts';
import { openForReading, prepareFile } from '../store/database.ts';
import { checkCopy, copyDatabase, syncFile, syncToDisk } from './copy.ts';
import type { Facts } from './facts.ts';
import { reasonOf } from './reason.ts';
import { settleAll } from './settle-all.ts';

/**
 * Writes a copy of the database to a file that is not there yet, and returns what to print.
 *
 * The file appears under its name only when it is whole, checked and on the disk.
 *
 * @throws CliError when it cannot be written, or is not what was copied.
 */
export async function backUp({ data, file, json }: BackupCommand): Promise<string> {
  requireDatabase(data);
  refuseExisting(file);
  await settleAll(data);
  const source = openIn(data, () => openForReading(prepareFile(data)));
  const partial = `${file}.partial-${randomBytes(6).toString('hex')}`;
  try {
    // It holds the data and the hashes of the keys, so nobody else may read it, not even while it grows.
    closeSync(openSync(partial, 'wx', 0o600));
    const facts = await copyDatabase(source, partial);
    checkCopy(partial, facts);
    syncToDisk(partial);
    publish(partial, file);
    syncFile(file);
    return describe(file, facts, json);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`Cannot write the backup ${file}: ${reasonOf(error)}.`, { cause: error });
  } finally {
    source.close();
    for (const name of [partial, `${partial}-journal`, `${partial}-wal`, `${partial}-shm`])
      rmSync(name, { force: true });
  }
}

/** Gives the copy its name; another that came meanwhile stays. */
function publish(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (error) {
    refuseExisting(file);
    // Some file systems know no links.
    if (error instanceof Error && 'code' in error && ['EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes(String(error.code))) {
      renameSync(partial, file);
      return;
    }
    throw error;
  }
}

function refuseExisting(file: string): void {
  if (existsSync(file)) throw new CliError(`${file} is there already: a backup never overwrites, choose another name.`);
}

function describe(file: string, facts: Facts, json: boolean): string {
  const bytes = statSync(file).size;
  const rows = Object.values(facts).reduce((sum, table) => sum + table.rows, 0);
  const tables = Object.fromEntries(Object.entries(facts).map(([name, table]) => [name, table.rows]));
  if (json) return `${JSON.stringify({ file, bytes, rows: tables })}\n`;
  return `Wrote ${file}: ${bytes} bytes, ${rows} rows in ${Object.keys(facts).length} tables, checked and on the disk.\n`;
}
