import { type ColumnValue, columnValue, type JsonObject, type StoredRow } from '@thrivestack-revenue/engine';
import type { TableColumn } from './tables.ts';

/** A row as SQLite returns it. */
export interface SqlRow {
  readonly id: string;
  readonly document: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** Columns that a `SqlRow` needs. */
export const ROW_COLUMNS = 'id, document, created_at, updated_at';

/** Turns a row of SQLite into one of the engine. */
export function toStoredRow(row: SqlRow): StoredRow {
  return {
    id: row.id,
    document: parseDocument(row.document),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** @throws Error without the text: the parser's own message quotes a piece of it, and errors are logged. */
export function parseDocument(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    throw new Error('A stored document is not JSON.');
  }
}

/** Returns what a document has in a column; `null` too when it does not fit: the document is kept as it is. */
export function columnOf(column: TableColumn, document: JsonObject): string | number | bigint | null {
  try {
    return storedValue(column, columnValue(column.definition, document));
  } catch {
    return null;
  }
}

/**
 * Returns a column's value as it is bound: an integer as a bigint, since the driver binds numbers as doubles.
 *
 * @throws TypeError when the value is not of the column's type.
 */
export function storedValue(column: TableColumn, value: ColumnValue): string | number | bigint | null {
  if (value === null) return null;
  if (column.sqlType === 'TEXT' && typeof value === 'string') return value;
  if (column.sqlType === 'REAL' && typeof value === 'number') return value;
  if (column.sqlType === 'INTEGER' && Number.isSafeInteger(value)) return BigInt(value);
  throw new TypeError(`A ${typeof value} does not fit the column ${column.name}.`);
}
