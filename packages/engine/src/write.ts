import { decide } from './decide.ts';
import type { ResourceDefinition } from './manifest.ts';
import type {
  AuditEntry,
  IdempotencyClaim,
  IdempotencyRecord,
  Scope,
  StoredRow,
  SummaryLine,
  WriteCommand,
  WriteOutcome,
} from './store/port.ts';
import { summaryDeltas } from './summary-lines.ts';

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
  /**
   * Adds counts and totals to the aggregates of a resource; a line whose count becomes 0 is gone.
   * Left out by a store that adds up later, from the audit entries, by `summaryDeltas`.
   */
  addToSummary?(scope: Scope, resource: string, deltas: readonly SummaryLine[]): void;
}

/**
 * Does one write: idempotency key, existence, rules, row, audit row, aggregates, stored answer.
 *
 * Every store runs this inside its transaction, so that all stores answer alike.
 * All reads come before the first change.
 */
export function executeWrite(
  transaction: WriteTransaction,
  definition: ResourceDefinition,
  command: WriteCommand,
): WriteOutcome {
  const { scope, resource, id, idempotency, at } = command;
  const earlier = idempotency && transaction.idempotent(scope, idempotency);
  if (idempotency && earlier && at - earlier.at < IDEMPOTENCY_TTL_MS) return replay(earlier, idempotency);
  const row = transaction.row(scope, resource, id);
  const decision = decide(definition, row, command);
  if (decision.kind === 'refuse') return { ok: false, status: decision.status, error: decision.error };
  if (decision.kind !== 'unchanged') {
    const after = decision.kind === 'put' ? decision.row : undefined;
    if (after) transaction.putRow(scope, resource, after);
    else transaction.deleteRow(scope, resource, id);
    transaction.addAudit(auditEntry(command, row, after));
    if (transaction.addToSummary) {
      const deltas = summaryDeltas(definition, row?.document, after?.document);
      if (deltas.length > 0) transaction.addToSummary(scope, resource, deltas);
    }
  }
  const body = JSON.stringify({ success: true, [definition.key]: id });
  if (idempotency) {
    transaction.putIdempotent(scope, idempotency, { fingerprint: idempotency.fingerprint, body, at });
  }
  return { ok: true, replayed: decision.kind === 'unchanged' && decision.replayed, body };
}

function replay(earlier: IdempotencyRecord, claim: IdempotencyClaim): WriteOutcome {
  if (earlier.fingerprint === claim.fingerprint) return { ok: true, replayed: true, body: earlier.body };
  const message = 'This Idempotency-Key was sent before with another body. Take a new key for a new request.';
  return { ok: false, status: 400, error: { code: 'idempotency_key_reused', message } };
}

function auditEntry(command: WriteCommand, before: StoredRow | undefined, after: StoredRow | undefined): AuditEntry {
  const { scope, resource, id, keyId, kind, requestId, at } = command;
  return {
    scope,
    resource,
    id,
    keyId,
    action: kind,
    before: before?.document ?? null,
    after: after?.document ?? null,
    requestId,
    at,
  };
}
