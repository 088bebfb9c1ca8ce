import type { IdempotencyRecord, StoredRow, WriteCommand } from '@thrivestack-revenue/engine';
import { answerName, type Overlay, rowName } from './overlay.ts';
import { ROW_COLUMNS, type SqlRow, toStoredRow } from './rows.ts';
import type { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import type { Stored } from './write-batch.ts';

/** What is looked for with one statement. */
interface Group {
  readonly command: WriteCommand;
  readonly keys: Set<string>;
}

/**
 * Finds what a batch needs to know: in the overlay, else in the tables, with one statement
 * for all that is looked for in one place.
 */
export function lookUp(
  commands: readonly WriteCommand[],
  overlay: Overlay,
  statements: Statements,
  tables: ReadonlyMap<string, Table>,
): Stored {
  const rowGroups = new Map<string, Group>();
  const answerGroups = new Map<string, Group>();
  for (const command of commands) {
    const { scope, resource, id, idempotency } = command;
    if (!overlay.row(rowName(scope, resource, id))) {
      addTo(rowGroups, rowName(scope, resource, ''), command, id);
    }
    if (idempotency && !overlay.answer(answerName(scope, idempotency))) {
      addTo(answerGroups, answerName(scope, { ...idempotency, key: '' }), command, idempotency.key);
    }
  }
  const rows = new Map<string, StoredRow>();
  for (const group of rowGroups.values()) findRows(group, statements, tables, rows);
  const answers = new Map<string, IdempotencyRecord>();
  for (const group of answerGroups.values()) findAnswers(group, statements, answers);
  return {
    row: (name) => {
      const known = overlay.row(name);
      return known ? known.row : rows.get(name);
    },
    answer: (name) => overlay.answer(name) ?? answers.get(name),
  };
}

function addTo(groups: Map<string, Group>, name: string, command: WriteCommand, key: string): void {
  const group = groups.get(name);
  if (group) group.keys.add(key);
  else groups.set(name, { command, keys: new Set([key]) });
}

function findRows(
  { command: { scope, resource }, keys }: Group,
  statements: Statements,
  tables: ReadonlyMap<string, Table>,
  found: Map<string, StoredRow>,
): void {
  const table = tables.get(resource);
  // The command fails by itself when it is run.
  if (!table) return;
  const rows = statements
    .of<SqlRow>(
      `SELECT ${ROW_COLUMNS} FROM ${table.name} ` +
        'WHERE tenant = ? AND environment = ? AND id IN (SELECT value FROM json_each(?))',
    )
    .all(scope.tenant, scope.environment, JSON.stringify([...keys]));
  for (const row of rows) found.set(rowName(scope, resource, row.id), toStoredRow(row));
}

function findAnswers(
  { command: { scope, idempotency: claim }, keys }: Group,
  statements: Statements,
  found: Map<string, IdempotencyRecord>,
): void {
  if (!claim) return;
  const records = statements
    .of<IdempotencyRecord & { readonly key: string }>(
      'SELECT key, fingerprint, body, at FROM idempotency WHERE tenant = ? AND environment = ? ' +
        'AND method = ? AND path = ? AND key IN (SELECT value FROM json_each(?))',
    )
    .all(scope.tenant, scope.environment, claim.method, claim.path, JSON.stringify([...keys]));
  for (const { key, ...record } of records) found.set(answerName(scope, { ...claim, key }), record);
}
