import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE } from '../store/database.ts';
import { CliError } from './cli-error.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is read-only',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is not a folder',
  ENOENT: 'it cannot be made there',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  SQLITE_NOTADB: `its ${DATABASE_FILE} is not a SQLite database`,
  SQLITE_CORRUPT: `its ${DATABASE_FILE} is damaged`,
  SQLITE_READONLY: `its ${DATABASE_FILE} is read-only`,
  SQLITE_CANTOPEN: `its ${DATABASE_FILE} cannot be opened`,
  SQLITE_BUSY: `another process holds its ${DATABASE_FILE}`,
};

/**
 * Opens something in the data folder.
 *
 * @throws CliError with one sentence when the folder or the database cannot be used.
 */
export function openIn<T>(data: string, open: (data: string) => T): T {
  try {
    return open(data);
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // SQLite refines its codes with a suffix: SQLITE_READONLY_DIRECTORY.
    const base = code.split('_').slice(0, 2).join('_');
    const reason = reasons[code] ?? reasons[base] ?? (error instanceof Error ? error.message : String(error));
    throw new CliError(`Cannot use the data folder ${data}: ${reason.replace(/\.$/, '')}.`, { cause: error });
  }
}

/** @throws CliError unless the folder has a database: a mistyped folder must not look like an empty one. */
export function requireDatabase(data: string): void {
  if (existsSync(join(data, DATABASE_FILE))) return;
  throw new CliError(
    `There is no database in ${data}: check --data, or make the first key with "revenue-server keys create".`,
  );
}
