import { compareText, rowValue } from '../columns.ts';
import { manifest as generated } from '../generated/manifest.gen.ts';
import { hashKey, keyPrefix } from '../keys.ts';
import { type Manifest, resourceDefinition } from '../manifest.ts';
import { mergeLines, summaryLines } from '../summary-lines.ts';
import { executeWrite } from '../write.ts';
import { passesAll, selectPage } from './memory-list.ts';
import { leadingLines } from './memory-summary.ts';
import { createMemoryTables, type MemoryTables } from './memory-tables.ts';
import type {
  AuditEntry,
  Environment,
  HistoryPage,
  HistoryQuery,
  KeyRecord,
  Store,
  SummaryLine,
  SummaryQuery,
} from './port.ts';

/** A key that a memory store knows, in clear: for tests and mocks. Times are epoch milliseconds. */
export interface MemoryKey {
  readonly key: string;
  readonly tenant: string;
  readonly environment: Environment;
  readonly scopes: readonly string[];
  /** Default: the public part of the key. */
  readonly id?: string;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}

/** What a memory store is made from. */
export interface MemoryStoreOptions {
  /** Without keys, any key or none is one test tenant and nothing is hashed. */
  readonly keys?: readonly MemoryKey[];
  /** Default: the one generated from the contract. */
  readonly manifest?: Manifest;
}

/** A store in memory: it is gone with the process. */
export interface MemoryStore extends Store {
  /** Every change so far, oldest first. */
  audit(): readonly AuditEntry[];
}

/**
 * Makes a store that lives in memory: for tests, mocks and trials.
 *
 * A write is done before `write` returns its promise, so writes never overlap.
 *
 * @throws Error when two keys have the same public part.
 */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { keys, manifest = generated } = options;
  const tables = createMemoryTables();
  const known = keys && lazily(() => hashed(keys));
  if (keys) refuseEqualPrefixes(keys);
  return {
    ...(keys ? {} : { anyone: { keyId: 'anyone', prefix: 'anyone', ...TRIAL, scopes: manifest.scopes } }),
    write: async (command) => writeNow(tables, manifest, command),
    get: async (scope, resource, id) => tables.rows(scope, resource).get(id),
    list: async (query) => {
      const definition = resourceDefinition(manifest, query.resource);
      const rows = tables.rows(query.scope, query.resource).values();
      return selectPage(rows, query, (column, row) => rowValue(definition, column, row), compareText);
    },
    history: async (query) => historyOf(tables.audit(), query),
    summarize: async (query) => summarizeNow(tables, manifest, query),
    findKey: async (prefix) => (await known?.())?.get(prefix),
    close: async () => {},
    audit: () => tables.audit(),
  };
}

const TRIAL = { tenant: 'trial', environment: 'test' } as const;

function writeNow(
  tables: MemoryTables,
  manifest: Manifest,
  command: Parameters<Store['write']>[0],
): Awaited<ReturnType<Store['write']>> {
  const transaction = tables.begin(command.at);
  const outcome = executeWrite(transaction, resourceDefinition(manifest, command.resource), command);
  transaction.commit();
  return outcome;
}

function historyOf(audit: readonly AuditEntry[], { scope, resource, id, limit, skip = 0 }: HistoryQuery): HistoryPage {
  const found = audit
    .filter((entry) => entry.id === id && entry.resource === resource)
    .filter((entry) => entry.scope.tenant === scope.tenant && entry.scope.environment === scope.environment)
    .slice(skip);
  return { entries: found.slice(0, limit), hasMore: found.length > limit };
}

function summarizeNow(tables: MemoryTables, manifest: Manifest, query: SummaryQuery): SummaryLine[] {
  const { scope, resource, filters } = query;
  if (filters.length === 0) return leadingLines(tables.aggregates(scope, resource).values(), query);
  const definition = resourceDefinition(manifest, resource);
  const rows = [...tables.rows(scope, resource).values()].filter((row) =>
    passesAll(filters, row, (column, one) => rowValue(definition, column, one), compareText),
  );
  return leadingLines(mergeLines(rows.flatMap(({ document }) => summaryLines(definition, document))), query);
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function hashed(keys: readonly MemoryKey[]): Promise<Map<string, KeyRecord>> {
  const records = keys.map(async ({ key, id, ...rest }): Promise<[string, KeyRecord]> => {
    const prefix = keyPrefix(key);
    return [prefix, { ...rest, id: id ?? prefix, prefix, hash: await hashKey(key) }];
  });
  return new Map(await Promise.all(records));
}

function refuseEqualPrefixes(keys: readonly MemoryKey[]): void {
  if (new Set(keys.map(({ key }) => keyPrefix(key))).size < keys.length) {
    throw new Error('Two keys have the same public part; a store could not tell them apart.');
  }
}
