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
import { limitCache, openForReading } from './database.ts';
import { FreshReader } from './fresh-reader.ts';
import { KeyCache } from './key-cache.ts';
import { prepareFiles } from './open-files.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { StoreThreads } from './store-threads.ts';
import { type Table, tablesOf } from './tables.ts';
import { Unsettled } from './unsettled.ts';

/** What an SQLite store is made from. */
export interface SqliteStoreOptions {
  /** Folder of the database; made when it is missing. */
  readonly data: string;
  /** Default: the one generated from the contract. */
  readonly manifest?: Manifest;
  /** Most writes of one commit; default 512. */
  readonly batchLimit?: number;
  /** Most writes that wait; one more is refused with `write_queue_full`. Default 10,000. */
  readonly queueLimit?: number;
  /** Called when a thread of the store has crashed: nothing can be relied on then. Default: the error ends the process. */
  readonly onCrash?: (error: Error) => void;
}

const BATCH_LIMIT = 512;
const QUEUE_LIMIT = 10_000;

/** Stores durably in SQLite: see `journal.ts` for how a write is acknowledged, `settler.ts` for what happens then. */
export class SqliteStore implements Store {
  readonly #reading: Database.Database;
  readonly #journal: Database.Database;
  readonly #reader: SqliteReader;
  readonly #fresh: FreshReader;
  readonly #keys: KeyCache;
  readonly #threads: StoreThreads;

  // Private, so that what it takes is in no declaration: users have no types of better-sqlite3.
  private constructor(
    reading: Database.Database,
    journal: Database.Database,
    tables: ReadonlyMap<string, Table>,
    threads: StoreThreads,
  ) {
    this.#reading = reading;
    this.#journal = journal;
    this.#reader = new SqliteReader(reading, tables);
    this.#fresh = new FreshReader(this.#reader, new Unsettled(journal), () => threads.settledTo());
    this.#keys = new KeyCache(reading);
    this.#threads = threads;
  }

  /** Use `openSqliteStore`. */
  static open(options: SqliteStoreOptions): SqliteStore {
    const { data, manifest = generated, batchLimit = BATCH_LIMIT, queueLimit = QUEUE_LIMIT, onCrash = crash } = options;
    const files = prepareFiles(data, manifest);
    const reading = openForReading(files.file);
    limitCache(reading, 8000);
    const journal = openForReading(files.journalFile);
    limitCache(journal, 1000);
    const threads = new StoreThreads(files, { manifest, batchLimit, queueLimit, onCrash });
    return new SqliteStore(reading, journal, tablesOf(manifest), threads);
  }

  write(command: WriteCommand): Promise<WriteOutcome> {
    return this.#threads.write(command);
  }

  async get(scope: Scope, resource: string, id: string): Promise<StoredRow | undefined> {
    return this.#fresh.get(scope, resource, id);
  }

  async list(query: ListQuery): Promise<ListPage> {
    return this.#fresh.list(query);
  }

  async history(query: HistoryQuery): Promise<HistoryPage> {
    return this.#fresh.history(query);
  }

  /** Waits for the tables, since the largest of many sums are found there alone. */
  async summarize(query: SummaryQuery): Promise<readonly SummaryLine[]> {
    if (this.#threads.behind && !(await this.#threads.catchUp())) return this.#threads.peek(query);
    // Adding up a million rows takes seconds: not here, where every request is answered.
    return this.#threads.summarizeAside(query);
  }

  async findKey(prefix: string): Promise<KeyRecord | undefined> {
    return this.#keys.find(prefix);
  }

  /** Finds a key without waiting: what was committed by any process is seen at once. */
  key(prefix: string): KeyRecord | undefined {
    return this.#keys.find(prefix);
  }

  /** Fails unless the database answers. */
  check(): void {
    this.#reader.check();
  }

  async close(): Promise<void> {
    this.#reading.close();
    this.#journal.close();
    await this.#threads.close();
  }
}

/**
 * Opens the store: creates and migrates what is missing, then serves.
 *
 * @throws Error when the folder or a file cannot be used, or another server uses them.
 */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  return SqliteStore.open(options);
}

function crash(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}
