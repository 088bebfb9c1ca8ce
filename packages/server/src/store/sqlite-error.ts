import { StorageError } from '@thrivestack-revenue/engine';
import Database from 'better-sqlite3';

/** Codes that speak of the disk, the file or a lock; any other is a bug of ours. */
const UNAVAILABLE =
  /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|PERM|PROTOCOL|AUTH|INTERRUPT)/;

/** Runs a step against the database; what the disk does wrong becomes a `StorageError`. */
export function guarded<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw storageError(error) ?? error;
  }
}

function storageError(error: unknown): StorageError | undefined {
  // The driver throws a TypeError with this text once its connection is closed.
  const closed = error instanceof TypeError && /connection is not open/.test(error.message);
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (!closed && !UNAVAILABLE.test(code)) return undefined;
  return new StorageError('storage_unavailable', `The database cannot be used (${code || 'closed'}).`, {
    cause: error,
  });
}
