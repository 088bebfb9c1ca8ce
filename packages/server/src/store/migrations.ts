import type Database from 'better-sqlite3';

/** A numbered change of our own tables. A released one is never edited: add the next number. */
interface Migration {
  readonly number: number;
  readonly sql: string;
}

const migrations: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE TABLE keys (
  id TEXT NOT NULL PRIMARY KEY,
  prefix TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  tenant TEXT NOT NULL,
  environment TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;

CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  environment TEXT NOT NULL,
  resource TEXT NOT NULL,
  id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  action TEXT NOT NULL,
  document_before TEXT,
  document_after TEXT,
  request_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_of_row ON audit (tenant, environment, resource, id, number);

CREATE TABLE idempotency (
  tenant TEXT NOT NULL,
  environment TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, environment, method, path, key)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (at);

-- Which columns beside the documents are complete. One that is not is filled at the next start.
CREATE TABLE columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  filled INTEGER NOT NULL,
  PRIMARY KEY (table_name, column_name)
) STRICT;
`,
  },
  {
    number: 2,
    sql: `
-- Sums over rows, kept by every write. A total is high * 10^9 + low, with low from 0 to 10^9 - 1.
CREATE TABLE aggregates (
  tenant TEXT NOT NULL,
  environment TEXT NOT NULL,
  resource TEXT NOT NULL,
  part TEXT NOT NULL,
  head TEXT NOT NULL,
  value TEXT NOT NULL,
  count INTEGER NOT NULL,
  high INTEGER NOT NULL,
  low INTEGER NOT NULL,
  PRIMARY KEY (tenant, environment, resource, part, head, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX aggregates_by_total ON aggregates (tenant, environment, resource, head, high DESC, low DESC, value)
  WHERE part = 'top';

-- Of which resources the aggregates are kept, for which definition. Rows up to filled_to are added up; null: all.
CREATE TABLE summaries (
  resource TEXT NOT NULL PRIMARY KEY,
  definition TEXT NOT NULL,
  filled_to INTEGER
) STRICT;
`,
  },
  {
    number: 3,
    sql: `
-- Up to which batch of which journal these tables are complete; one row.
CREATE TABLE settled (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  journal TEXT NOT NULL,
  number INTEGER NOT NULL
) STRICT;

-- Counts the changes of keys, whoever makes them, so that a server knows when to read them again; one row.
CREATE TABLE key_changes (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
INSERT INTO key_changes (one, number) VALUES (1, 0);
CREATE TRIGGER key_added AFTER INSERT ON keys BEGIN UPDATE key_changes SET number = number + 1; END;
CREATE TRIGGER key_changed AFTER UPDATE ON keys BEGIN UPDATE key_changes SET number = number + 1; END;
CREATE TRIGGER key_removed AFTER DELETE ON keys BEGIN UPDATE key_changes SET number = number + 1; END;
`,
  },
  {
    number: 4,
    sql: `
-- Of which resources there are zones, for which filters and orders; the zones have a table for each resource.
-- A version that does not keep them true must not write here: that is why this is a migration.
CREATE TABLE zones (
  resource TEXT NOT NULL PRIMARY KEY,
  definition TEXT NOT NULL
) STRICT;
`,
  },
];

/** The number of the newest change that this version knows. */
export const newestMigration = migrations.at(-1)?.number ?? 0;

/**
 * Brings our own tables up to date, all steps in one transaction.
 *
 * @throws Error when the database was written by a newer version.
 */
export function migrate(database: Database.Database, now: number = Date.now()): void {
  const run = database.transaction(() => {
    database.exec('CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT');
    const done = database.prepare<[], number>('SELECT coalesce(max(number), 0) FROM migrations').pluck().get() ?? 0;
    if (done > newestMigration) {
      throw new Error(
        `The database was written by a newer version (its tables are at ${done}, this version knows ${newestMigration}): update.`,
      );
    }
    const note = database.prepare('INSERT INTO migrations (number, at) VALUES (?, ?)');
    for (const migration of migrations.filter(({ number }) => number > done)) {
      database.exec(migration.sql);
      note.run(migration.number, now);
    }
  });
  // IMMEDIATE: two processes that start at once must not both see the old state.
  run.immediate();
}
