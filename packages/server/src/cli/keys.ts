import { createHash, randomBytes } from 'node:crypto';
import { generateKey, keyPrefix } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { openForWriting, prepareFile } from '../store/database.ts';
import { endKeyAt, findKeyById, insertKey, listKeys, revokeKey, type StoredKey } from '../store/key-table.ts';
import { migrate } from '../store/migrations.ts';
import { CliError } from './cli-error.ts';
import type { CreateKeyCommand, ListKeysCommand, RevokeKeyCommand, RotateKeyCommand } from './command.ts';
import { openIn, requireDatabase } from './data-folder.ts';

/** Makes a key and returns what to print: with `rotateKey` the only place where it is shown. */
export function createKey(command: CreateKeyCommand, keyHeader: string): string {
  const { key, record } = newKey(command, command.expiresAt);
  withDatabase(command.data, (database) => insertKey(database, record));
  if (command.json) return json(createdPart(record, key));
  return `${shown(record, key, keyHeader)}To end it: revenue-server keys revoke ${record.id}\n`;
}

/**
 * Makes a key like an old one, ends the old one, and returns what to print.
 *
 * @throws CliError for an unknown id, a key that has ended, or a key with an end when the command names none.
 */
export function rotateKey(command: RotateKeyCommand, keyHeader: string): string {
  requireDatabase(command.data);
  const now = Date.now();
  const { old, key, record } = withDatabase(command.data, (database) => {
    // IMMEDIATE: what is read must still hold when it is written.
    const rotate = database.transaction(() => {
      const found = findKeyById(database, command.id);
      if (!found) throw unknownId(command.id);
      refuseRotation(found, command, now);
      const made = newKey(found, command.expiresAt === 'never' ? undefined : command.expiresAt);
      insertKey(database, made.record);
      const ended =
        command.graceMs === 0
          ? revokeKey(database, found.id, now)
          : endKeyAt(database, found.id, now + command.graceMs);
      return { old: ended ?? found, ...made };
    });
    return rotate.immediate();
  });
  if (command.json) return json({ ...createdPart(record, key), replaces: publicPart(old) });
  const end = old.revokedAt === undefined ? `is good until ${timeOrNone(old.expiresAt)}` : 'has ended';
  return `${shown(record, key, keyHeader)}The old key ${old.id} (${old.prefix}…) ${end}.\n`;
}

function refuseRotation(old: StoredKey, command: RotateKeyCommand, now: number): void {
  const over = old.revokedAt ?? (old.expiresAt !== undefined && old.expiresAt <= now ? old.expiresAt : undefined);
  if (over !== undefined) {
    throw new CliError(
      `The key ${old.id} ended at ${isoTime(over)}: make a new one with "revenue-server keys create --tenant NAME".`,
    );
  }
  if (old.expiresAt !== undefined && command.expiresAt === undefined) {
    throw new CliError(
      `The key ${old.id} has an end (${isoTime(old.expiresAt)}): say with --expires when the new one ends, or "never".`,
    );
  }
}

function newKey(
  like: Pick<StoredKey, 'tenant' | 'environment' | 'scopes'>,
  expiresAt: number | undefined,
): { key: string; record: StoredKey } {
  const { tenant, environment, scopes } = like;
  const key = generateKey(environment);
  const record: StoredKey = {
    id: `key_${randomBytes(10).toString('hex')}`,
    prefix: keyPrefix(key),
    hash: createHash('sha256').update(key).digest('hex'),
    tenant,
    environment,
    scopes,
    createdAt: Date.now(),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  return { key, record };
}

function shown({ tenant, environment, scopes, expiresAt }: StoredKey, key: string, keyHeader: string): string {
  const end = expiresAt === undefined ? '' : `, good until ${isoTime(expiresAt)}`;
  return `A ${environment} key for tenant "${tenant}", scopes: ${scopes.join(', ')}${end}.

  ${key}

It is shown this once: only a hash of it is stored. Send it in the header ${keyHeader}.
`;
}

function createdPart(record: StoredKey, key: string): Record<string, unknown> {
  const { id, tenant, environment, scopes, createdAt, expiresAt } = record;
  return {
    id,
    key,
    tenant,
    environment,
    scopes,
    created_at: isoTime(createdAt),
    expires_at: timeOrNull(expiresAt),
  };
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
    timeOrNone(key.expiresAt),
    timeOrNone(key.revokedAt),
  ]);
  return columns([['ID', 'KEY', 'TENANT', 'ENV', 'SCOPES', 'CREATED', 'EXPIRES', 'REVOKED'], ...rows]);
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
  if (!ended) throw unknownId(command.id);
  if (command.json) return json(publicPart(ended));
  const when =
    ended.revokedAt === now ? 'It ended now.' : `It had already ended at ${isoTime(ended.revokedAt ?? now)}.`;
  return `${ended.id} (${ended.prefix}…, tenant "${ended.tenant}", ${ended.environment}) is revoked. ${when}\n`;
}

function unknownId(id: string): CliError {
  // A key pasted instead of its id must not end up in a terminal's log.
  const what = id.startsWith('ts_') ? 'That is a key or its prefix, not its id' : `No key has the id "${id}"`;
  return new CliError(`${what}: "revenue-server keys list" shows the ids.`);
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
    expires_at: timeOrNull(key.expiresAt),
    revoked_at: timeOrNull(key.revokedAt),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function timeOrNull(at: number | undefined): string | null {
  return at === undefined ? null : isoTime(at);
}

function timeOrNone(at: number | undefined): string {
  return timeOrNull(at) ?? '-';
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
