import type { ColumnDefinition, JsonObject } from './manifest.ts';
import type { ColumnValue } from './store/port.ts';

/** Returns what a row has in a column: `null` when the document has no value for it. */
export function columnValue(column: ColumnDefinition, document: JsonObject): ColumnValue {
  return typeof document[column.field] === 'string' ? (document[column.field] as string) : null;
}

/** Compares two texts by their UTF-8 bytes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
