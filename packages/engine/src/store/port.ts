import type { FilterOp, JsonObject } from '../manifest.ts';

/**
 * What the engine needs of a database. Every argument and result is plain data that
 * can be cloned, so a worker or another process can do the work.
 *
 * A store that cannot reach its disk rejects with a `StorageError`; any other
 * rejection is taken for a bug and answered 500 `server_error`.
 */
export interface Store {
  /**
   * Does a whole write in one transaction by running `executeWrite`, and resolves when it is durable.
   * Writes of one scope must not overlap: that is what makes a second write with the
   * same idempotency key wait for the first.
   */
  write(command: WriteCommand): Promise<WriteOutcome>;
  get(scope: Scope, resource: string, id: string): Promise<StoredRow | undefined>;
  list(query: ListQuery): Promise<ListPage>;
  /** Reads the changes of one row, oldest first; those of an id that was deleted and created again are one history. */
  history(query: HistoryQuery): Promise<HistoryPage>;
  /** Adds rows up: from the aggregates that `executeWrite` keeps, or from the rows themselves when there are filters. */
  summarize(query: SummaryQuery): Promise<readonly SummaryLine[]>;
  /** Finds a key by its public prefix, revoked and expired ones included. */
  findKey(prefix: string): Promise<KeyRecord | undefined>;
  close(): Promise<void>;
  /** Set by a store without keys: every request, with any key or none, is this principal. */
  readonly anyone?: Principal;
}

/** Whose data it is. A test key never touches live data. */
export interface Scope {
  readonly tenant: string;
  readonly environment: Environment;
}

/** Which data a key reaches: test and live never meet. */
export type Environment = 'test' | 'live';

/** Who sends a request, once the key is known to be good. */
export interface Principal extends Scope {
  readonly keyId: string;
  /** Public part of the key, safe to show. */
  readonly prefix: string;
  readonly scopes: readonly string[];
}

/** A key as it is kept: never the key itself. Times are epoch milliseconds. */
export interface KeyRecord extends Scope {
  readonly id: string;
  readonly prefix: string;
  /** SHA-256 of the whole key, 64 lower-case hex digits (`hashKey`). */
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly createdAt?: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}

/** One stored thing. Times are epoch milliseconds. */
export interface StoredRow {
  readonly id: string;
  /**
   * Normalised fields by name, without the key, without nulls. Money is a number that is
   * exact in the decimals of its currency, an instant is UTC text with milliseconds.
   */
  readonly document: JsonObject;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A write whose body is known to be good by itself. */
export interface WriteCommand {
  readonly scope: Scope;
  readonly resource: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly id: string;
  /** Normalised fields of the body, without the key; empty for a delete. `null` clears a field. */
  readonly fields: JsonObject;
  /** Decimal text by path of the numbers that a double cannot hold exactly, for checks under the stored currency. */
  readonly numberTexts?: Readonly<Record<string, string>>;
  readonly idempotency?: IdempotencyClaim;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly requestId: string;
  readonly keyId: string;
}

/** The client's idempotency key, and what it was sent for. */
export interface IdempotencyClaim {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** Stands for the normalised body: equal bodies have equal fingerprints. */
  readonly fingerprint: string;
}

/** What a write came to. */
export type WriteOutcome =
  | { readonly ok: true; readonly replayed: boolean /** JSON text of the answer. */; readonly body: string }
  | { readonly ok: false; readonly status: 400 | 404; readonly error: ErrorContent };

/** What is wrong; the family (`type`) follows from the status. */
export interface ErrorContent {
  readonly code: string;
  readonly message: string;
  readonly param?: string;
  readonly details?: readonly ErrorDetail[];
}

/** One thing that is wrong with one field. */
export interface ErrorDetail {
  readonly param: string;
  readonly code: string;
  readonly message: string;
}

/**
 * One page of a resource. A column is one of the resource's columns; or its key, which is
 * the id; or, unless a column has that name, `created_at` or `updated_at` (epoch milliseconds).
 */
export interface ListQuery {
  readonly scope: Scope;
  readonly resource: string;
  /** All must hold. A row without a value in the column never passes. */
  readonly filters: readonly ListFilter[];
  readonly sort: { readonly column: string };
  /** Ties go by id in the same direction. Rows without a value come last in both directions. */
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** Only rows strictly after this one in the order asked for. */
  readonly after?: CursorPosition;
}

/** Text is compared by its UTF-8 bytes. */
export interface ListFilter {
  readonly column: string;
  readonly op: FilterOp;
  readonly value: string | number;
}

/** Where a page ended: the value of the sort column and the id of its last row. */
export interface CursorPosition {
  readonly value: ColumnValue;
  readonly id: string;
}

/** A value as a store keeps it in a column. */
export type ColumnValue = string | number | null;

/** One page of rows, and where the next one begins. */
export interface ListPage {
  readonly rows: readonly StoredRow[];
  readonly hasMore: boolean;
}

/** One change, kept for ever. */
export interface AuditEntry {
  readonly scope: Scope;
  readonly resource: string;
  readonly id: string;
  readonly keyId: string;
  readonly action: 'create' | 'update' | 'delete';
  /** The document before and after; `null` where there was or is none. */
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One page of the changes of one row. */
export interface HistoryQuery {
  readonly scope: Scope;
  readonly resource: string;
  readonly id: string;
  readonly limit: number;
  /** So many of the row's changes are left out, the oldest ones; default 0. */
  readonly skip?: number;
}

/** One page of the changes of a row, oldest first. */
export interface HistoryPage {
  readonly entries: readonly AuditEntry[];
  readonly hasMore: boolean;
}

/**
 * What a sum is over, by `head` and `value`.
 *
 * `total`: a currency. `month`: a currency and `2024-01`. `day`: a currency and the day that ageing counts from,
 * `2024-01-31`, or nothing for rows without one. `top`: a currency and a text. `near`: a folded text and the text.
 */
export type SummaryPart = 'total' | 'month' | 'day' | 'top' | 'near';

/** One sum, or what changes in it. */
export interface SummaryLine {
  readonly part: SummaryPart;
  readonly head: string;
  readonly value: string;
  /** Rows. */
  readonly count: number;
  /** Minor units of the currency, exact at any size; 0 where nothing is added up. */
  readonly total: bigint;
}

/** Asks for every `total`, `month` and `day` line, and for the lines of the others that lead. */
export interface SummaryQuery {
  readonly scope: Scope;
  readonly resource: string;
  /** As in `ListQuery`. Without any, nothing but the aggregates is read. */
  readonly filters: readonly ListFilter[];
  /** So many `top` lines of each currency: the largest totals, ties by the bytes of their value. */
  readonly top: number;
  /** So many sets of `near` lines that share their folded text and are two or more, by its bytes. */
  readonly sets: number;
}

/** The answer that an idempotency key stands for. Kept for `IDEMPOTENCY_TTL_MS` at least. */
export interface IdempotencyRecord {
  readonly fingerprint: string;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly at: number;
}
