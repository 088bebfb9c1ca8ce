import type { AuditEntry, HistoryPage, HistoryQuery, JsonObject } from '@thrivestack-revenue/engine';
import { parseDocument } from './rows.ts';
import type { Statements } from './statements.ts';

interface AuditRow {
  readonly key_id: string;
  readonly action: AuditEntry['action'];
  readonly document_before: string | null;
  readonly document_after: string | null;
  readonly request_id: string;
  readonly at: number;
}

/** Reads the changes of one row, oldest first. What is skipped is skipped in the index: no row is read for it. */
export function readHistory(statements: Statements, query: HistoryQuery): HistoryPage {
  const { scope, resource, id, limit, skip = 0 } = query;
  // One more than asked for says whether there is a next page.
  const rows = statements
    .of<AuditRow>(
      'SELECT key_id, action, document_before, document_after, request_id, at FROM audit ' +
        'WHERE tenant = ? AND environment = ? AND resource = ? AND id = ? ORDER BY number LIMIT ? OFFSET ?',
    )
    .all(scope.tenant, scope.environment, resource, id, limit + 1, skip);
  const entries = rows.slice(0, limit).map((row) => ({
    scope,
    resource,
    id,
    keyId: row.key_id,
    action: row.action,
    before: documentOf(row.document_before),
    after: documentOf(row.document_after),
    requestId: row.request_id,
    at: row.at,
  }));
  return { entries, hasMore: rows.length > limit };
}

/** Counts the changes of one row. */
export function countHistory(
  statements: Statements,
  { scope, resource, id }: Pick<HistoryQuery, 'scope' | 'resource' | 'id'>,
): number {
  const sql = 'SELECT count(*) AS changes FROM audit WHERE tenant = ? AND environment = ? AND resource = ? AND id = ?';
  return statements.of<{ changes: number }>(sql).get(scope.tenant, scope.environment, resource, id)?.changes ?? 0;
}

function documentOf(text: string | null): JsonObject | null {
  return text === null ? null : parseDocument(text);
}
