import type { Environment, KeyRecord } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';

interface KeyRow {
  readonly id: string;
  readonly prefix: string;
  readonly hash: string;
  readonly tenant: string;
  readonly environment: Environment;
  readonly scopes: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
}

/** A key as this table keeps it: the time it was made is always known. */
export type StoredKey = KeyRecord & { readonly createdAt: number };

/** Returns all keys, oldest first. */
export function listKeys(database: Database.Database): StoredKey[] {
  return database.prepare<[], KeyRow>('SELECT * FROM keys ORDER BY created_at, id').all().map(toRecord);
}

/** Stores a key. The record has its hash only. */
export function insertKey(database: Database.Database, key: StoredKey): void {
  database
    .prepare(
      'INSERT INTO keys (id, prefix, hash, tenant, environment, scopes, created_at, expires_at, revoked_at) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      key.id,
      key.prefix,
      key.hash,
      key.tenant,
      key.environment,
      JSON.stringify(key.scopes),
      key.createdAt,
      key.expiresAt ?? null,
      key.revokedAt ?? null,
    );
}

/** Ends a key; a second time keeps the first moment. Returns nothing for an unknown id. */
export function revokeKey(database: Database.Database, id: string, at: number): StoredKey | undefined {
  const row = database
    .prepare<[number, string], KeyRow>('UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? RETURNING *')
    .get(at, id);
  return row && toRecord(row);
}

/** Finds a key by its id, revoked and expired ones included. */
export function findKeyById(database: Database.Database, id: string): StoredKey | undefined {
  const row = database.prepare<[string], KeyRow>('SELECT * FROM keys WHERE id = ?').get(id);
  return row && toRecord(row);
}

/** Lets a key end at a moment, or sooner if it does so already. Returns nothing for an unknown id. */
export function endKeyAt(database: Database.Database, id: string, at: number): StoredKey | undefined {
  const row = database
    .prepare<[number, number, string], KeyRow>(
      'UPDATE keys SET expires_at = min(coalesce(expires_at, ?), ?) WHERE id = ? RETURNING *',
    )
    .get(at, at, id);
  return row && toRecord(row);
}

function toRecord(row: KeyRow): StoredKey {
  return {
    id: row.id,
    prefix: row.prefix,
    hash: row.hash,
    tenant: row.tenant,
    environment: row.environment,
    scopes: JSON.parse(row.scopes) as string[],
    createdAt: row.created_at,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
  };
}
