import {
  manifest as generated,
  type HistoryPage,
  type HistoryQuery,
  type KeyRecord,
  type ListPage,
  type ListQuery,
  type Manifest,
  type Scope,
  type Store,
  type StoredRow,
  type SummaryLine,
  type SummaryQuery,
  type WriteCommand,
  type WriteOutcome,
} from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { createTable } from './create-tables.ts';
import { openForReading, openForWriting, prepareFile } from './database.ts';
import { fillAggregates } from './fill-aggregates.ts';
import { migrate } from './migrations.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { tableOf } from './tables.ts';

export interface SqliteStoreOptions {
  /** Folder of the database; made when it is missing. */
  readonly data: string;
  /** Default: the one generated from the contract. */
  readonly manifest?: Manifest;
}

/** Stores durably in one SQLite file. */
export class SqliteStore implements Store {
  readonly #connections: readonly Database.Database[];
  readonly #reader: SqliteReader;
  readonly #writer: SqliteWriter;

  /** Use `openSqliteStore`. */
  constructor(connections: readonly Database.Database[], reader: SqliteReader, writer: SqliteWriter) {
    this.#connections = connections;
    this.#reader = reader;
    this.#writer = writer;
  }

  async write(command: WriteCommand): Promise<WriteOutcome> {
    const [outcome] = this.#writer.execute([command]);
    if (!outcome) throw new Error('The writer returned no outcome.');
    return outcome;
  }

  async get(scope: Scope, resource: string, id: string): Promise<StoredRow | undefined> {
    return this.#reader.get(scope, resource, id);
  }

  async list(query: ListQuery): Promise<ListPage> {
    return this.#reader.list(query);
  }

  async history(query: HistoryQuery): Promise<HistoryPage> {
    return this.#reader.history(query);
  }

  async summarize(query: SummaryQuery): Promise<readonly SummaryLine[]> {
    return this.#reader.summarize(query);
  }

  async findKey(prefix: string): Promise<KeyRecord | undefined> {
    return this.#reader.key(prefix);
  }

  /** Finds a key without waiting: what was committed by any process is seen at once. */
  key(prefix: string): KeyRecord | undefined {
    return this.#reader.key(prefix);
  }

  /** Fails unless the database answers. */
  check(): void {
    this.#reader.check();
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
  }
}

/**
 * Opens the store: creates and migrates what is missing, then serves.
 *
 * @throws Error when the folder or the file cannot be used.
 */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const manifest = options.manifest ?? generated;
  const tables = new Map(manifest.resources.map((resource) => [resource.name, tableOf(resource)]));
  const file = prepareFile(options.data);
  const writing = openForWriting(file);
  try {
    migrate(writing);
    for (const table of tables.values()) createTable(writing, table);
    fillAggregates(writing, tables.values());
    const reading = openForReading(file);
    // Readers first: the last one to close is the writer, which then folds the WAL into the file.
    return new SqliteStore([reading, writing], new SqliteReader(reading, tables), new SqliteWriter(writing, tables));
  } catch (error) {
    writing.close();
    throw error;
  }
}
