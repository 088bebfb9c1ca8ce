const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  SQLITE_NOTADB: 'it is not a SQLite database',
  SQLITE_CORRUPT: 'it is damaged',
  SQLITE_BUSY: 'another process holds it',
};

/** Says in words why a file could not be used, without a full stop. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // SQLite refines its codes with a suffix: SQLITE_CORRUPT_INDEX.
  const base = code.split('_').slice(0, 2).join('_');
  const text = error instanceof Error ? error.message : String(error);
  return reasons[code] ?? reasons[base] ?? text.replace(/\.$/, '');
}
