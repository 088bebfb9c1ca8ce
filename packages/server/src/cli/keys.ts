import { createHash, randomBytes } from 'node:crypto';
import { generateKey, keyPrefix } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { openForWriting, prepareFile } from '../store/database.ts';
import { insertKey, listKeys, revokeKey, type StoredKey } from '../store/key-table.ts';
import { migrate } from '../store/migrations.ts';
import type { CreateKeyCommand, ListKeysCommand, RevokeKeyCommand } from './args.ts';
import { CliError } from './cli-error.ts';
import { openIn, requireDatabase } from './data-folder.ts';

/** Makes a key and returns what to print: the only place where it is shown. */
export function createKey(command: CreateKeyCommand, keyHeader: string): string {
  const key = generateKey(command.environment);
  const record: StoredKey = {
    id: `key_${randomBytes(10).toString('hex')}`,
    prefix: keyPrefix(key),
    hash: createHash('sha256').update(key).digest('hex'),
    tenant: command.tenant,
    environment: command.environment,
    scopes: command.scopes,
    createdAt: Date.now(),
  };
  withDatabase(command.data, (database) => insertKey(database, record));
  const { id, tenant, environment, scopes } = record;
  if (command.json) {
    return json({ id, key, tenant, environment, scopes, created_at: isoTime(record.createdAt) });
  }
  return `A ${environment} key for tenant "${tenant}", scopes: ${scopes.join(', ')}.

  ${key}

It is shown this once: only a hash of it is stored. Send it in the header ${keyHeader}.
To end it: revenue-server keys revoke ${id}
`;
}

/** Returns the list of keys to print. */
export function showKeys(command: ListKeysCommand): string {
  requireDatabase(command.data);
  const keys = withDatabase(command.data, listKeys);
  if (command.json) return json(keys.map(publicPart));
  if (keys.length === 0) return 'No keys yet: "revenue-server keys create --tenant NAME" makes one.\n';
  const rows = keys.map((key) => [
    key.id,
    `${key.prefix}…`,
    key.tenant,
    key.environment,
    key.scopes.join(','),
    isoTime(key.createdAt),
    key.revokedAt === undefined ? '-' : isoTime(key.revokedAt),
  ]);
  return columns([['ID', 'KEY', 'TENANT', 'ENV', 'SCOPES', 'CREATED', 'REVOKED'], ...rows]);
}

/**
 * Ends a key and returns what to print.
 *
 * @throws CliError for an unknown id.
 */
export function endKey(command: RevokeKeyCommand): string {
  requireDatabase(command.data);
  const now = Date.now();
  const ended = withDatabase(command.data, (database) => revokeKey(database, command.id, now));
  if (!ended) {
    // A key pasted instead of its id must not end up in a terminal's log.
    const what = command.id.startsWith('ts_')
      ? 'That is a key or its prefix, not its id'
      : `No key has the id "${command.id}"`;
    throw new CliError(`${what}: "revenue-server keys list" shows the ids.`);
  }
  if (command.json) return json(publicPart(ended));
  const when =
    ended.revokedAt === now ? 'It ended now.' : `It had already ended at ${isoTime(ended.revokedAt ?? now)}.`;
  return `${ended.id} (${ended.prefix}…, tenant "${ended.tenant}", ${ended.environment}) is revoked. ${when}\n`;
}

function withDatabase<T>(data: string, step: (database: Database.Database) => T): T {
  return openIn(data, () => {
    const database = openForWriting(prepareFile(data));
    try {
      migrate(database);
      return step(database);
    } finally {
      database.close();
    }
  });
}

function publicPart(key: StoredKey): Record<string, unknown> {
  return {
    id: key.id,
    prefix: key.prefix,
    tenant: key.tenant,
    environment: key.environment,
    scopes: key.scopes,
    created_at: isoTime(key.createdAt),
    revoked_at: key.revokedAt === undefined ? null : isoTime(key.revokedAt),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
