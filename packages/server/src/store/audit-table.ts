import type { AuditEntry, HistoryEntry, HistoryPage, HistoryQuery, JsonObject } from '@thrivestack-revenue/engine';
import { parseDocument } from './rows.ts';
import type { Statements } from './statements.ts';

interface AuditRow {
  readonly number: number;
  readonly key_id: string;
  readonly action: HistoryEntry['action'];
  readonly document_before: string | null;
  readonly document_after: string | null;
  readonly request_id: string;
  readonly at: number;
}

/** Notes one change. */
export function addAudit(statements: Statements, entry: AuditEntry): void {
  statements
    .of(
      'INSERT INTO audit (tenant, environment, resource, id, key_id, action, document_before, document_after, ' +
        'request_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      entry.scope.tenant,
      entry.scope.environment,
      entry.resource,
      entry.id,
      entry.keyId,
      entry.action,
      textOf(entry.before),
      textOf(entry.after),
      entry.requestId,
      entry.at,
    );
}

/** Reads the changes of one row, oldest first, straight from the index. */
export function readHistory(statements: Statements, query: HistoryQuery): HistoryPage {
  const { scope, resource, id, limit, after = 0 } = query;
  // One more than asked for says whether there is a next page.
  const rows = statements
    .of<AuditRow>(
      'SELECT number, key_id, action, document_before, document_after, request_id, at FROM audit ' +
        'WHERE tenant = ? AND environment = ? AND resource = ? AND id = ? AND number > ? ORDER BY number LIMIT ?',
    )
    .all(scope.tenant, scope.environment, resource, id, after, limit + 1);
  const entries = rows.slice(0, limit).map((row) => ({
    scope,
    resource,
    id,
    sequence: row.number,
    keyId: row.key_id,
    action: row.action,
    before: documentOf(row.document_before),
    after: documentOf(row.document_after),
    requestId: row.request_id,
    at: row.at,
  }));
  return { entries, hasMore: rows.length > limit };
}

function textOf(document: JsonObject | null): string | null {
  return document === null ? null : JSON.stringify(document);
}

function documentOf(text: string | null): JsonObject | null {
  return text === null ? null : parseDocument(text);
}
