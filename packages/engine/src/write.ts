import type { ResourceDefinition } from './manifest.ts';
import type {
  AuditEntry,
  IdempotencyClaim,
  IdempotencyRecord,
  Scope,
  StoredRow,
  WriteCommand,
  WriteOutcome,
} from './store/port.ts';

/** How long the answer of an idempotency key is kept: 24 hours, in milliseconds. */
export const IDEMPOTENCY_TTL_MS = 86_400_000;

/** What a store does inside one transaction; all calls are synchronous. */
export interface WriteTransaction {
  /** Finds the record of a key by scope, method, path and key. May be older than the time it is kept for. */
  idempotent(scope: Scope, claim: IdempotencyClaim): IdempotencyRecord | undefined;
  /** Keeps a record, replacing one of the same scope, method, path and key. */
  putIdempotent(scope: Scope, claim: IdempotencyClaim, record: IdempotencyRecord): void;
  row(scope: Scope, resource: string, id: string): StoredRow | undefined;
  /** Inserts or replaces a row; its columns come from `columnValue`. */
  putRow(scope: Scope, resource: string, row: StoredRow): void;
  deleteRow(scope: Scope, resource: string, id: string): void;
  addAudit(entry: AuditEntry): void;
}

/** Does one write: idempotency key, existence, rules, row, audit row, stored answer. */
export function executeWrite(
  transaction: WriteTransaction,
  definition: ResourceDefinition,
  command: WriteCommand,
): WriteOutcome {
  throw new Error(`unfinished: ${[transaction, definition, command].length}`);
}
