import type { AuditEntry, Environment, JsonObject, StoredRow } from '@thrivestack-revenue/engine';

/** A change of one row: its audit entry, and the row's times after it (0 when it is gone). */
export type Change = readonly [
  resource: string,
  tenant: string,
  environment: Environment,
  id: string,
  action: AuditEntry['action'],
  before: JsonObject | null,
  after: JsonObject | null,
  keyId: string,
  requestId: string,
  at: number,
  createdAt: number,
  updatedAt: number,
];

/** The answer that an idempotency key stands for. */
export type Answer = readonly [
  tenant: string,
  environment: Environment,
  method: string,
  path: string,
  key: string,
  fingerprint: string,
  body: string,
  at: number,
];

/** What a batch of writes did, in order. */
export interface JournalBatch {
  readonly changes: readonly Change[];
  readonly answers: readonly Answer[];
}

/** Makes a change out of its audit entry and the row that it left. */
export function changeOf(entry: AuditEntry, row: StoredRow | undefined): Change {
  const { scope, resource, id, action, before, after, keyId, requestId, at } = entry;
  const { createdAt = 0, updatedAt = 0 } = row ?? {};
  return [
    resource,
    scope.tenant,
    scope.environment,
    id,
    action,
    before,
    after,
    keyId,
    requestId,
    at,
    createdAt,
    updatedAt,
  ];
}

/** Writes a batch for the journal. */
export function batchText(batch: JournalBatch): string {
  return JSON.stringify([batch.changes, batch.answers]);
}

/** @throws Error without the text, which may be logged. */
export function parseBatch(text: string): JournalBatch {
  try {
    const [changes, answers] = JSON.parse(text) as [Change[], Answer[]];
    return { changes, answers };
  } catch {
    throw new Error('A batch of the journal is not JSON.');
  }
}
