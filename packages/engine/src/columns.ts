import { minorUnits, normalInstant } from '@thrivestack-revenue/validation';
import { fold } from './fold.ts';
import type { ColumnDefinition, JsonObject, ResourceDefinition } from './manifest.ts';
import type { ColumnValue, StoredRow } from './store/port.ts';

/** The engine's own fields: shown in every read, and columns of every resource. */
export const CREATED_AT = 'created_at';
export const UPDATED_AT = 'updated_at';

/** Returns what a document has in a column; `null` when it has no value for it, or none of the column's type. */
export function columnValue(column: ColumnDefinition, document: JsonObject): ColumnValue {
  const value = Object.hasOwn(document, column.field) ? document[column.field] : undefined;
  switch (column.type) {
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'instant':
      // The field may have been text when the document was stored.
      return typeof value === 'string' ? (normalInstant(value) ?? null) : null;
    case 'integer':
      return Number.isInteger(value) ? Number(value) : null;
    case 'folded':
      return typeof value === 'string' ? fold(value) : null;
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : null;
    case 'money': {
      const currency = column.currencyField === undefined ? undefined : document[column.currencyField];
      if (typeof value !== 'number' || typeof currency !== 'string') return null;
      return minorUnits(String(value), currency) ?? null;
    }
    default:
      return typeof value === 'number' ? value : null;
  }
}

/** Finds the column that holds a field; the key and the engine's own times are none of these, nor is folded text. */
export function findColumn(definition: ResourceDefinition, name: string): ColumnDefinition | undefined {
  return definition.columns.find((column) => column.field === name && column.type !== 'folded');
}

/** Returns what a row has in a column, in the sense of `ListQuery`: the key and the row's times count. */
export function rowValue(definition: ResourceDefinition, name: string, row: StoredRow): ColumnValue {
  if (name === definition.key) return row.id;
  const column = findColumn(definition, name);
  if (column) return columnValue(column, row.document);
  if (name === CREATED_AT) return row.createdAt;
  if (name === UPDATED_AT) return row.updatedAt;
  throw new Error(`The resource "${definition.name}" has no column "${name}".`);
}

/** Compares two texts by their UTF-8 bytes; below, at or above zero. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    // UTF-16 puts characters beyond U+FFFF (surrogates, D800–DFFF) before U+E000–U+FFFF; UTF-8 puts them behind.
    if (left !== right) return left >= 0xd800 && right >= 0xd800 ? rank(left) - rank(right) : left - right;
  }
  return a.length - b.length;
}

function rank(code: number): number {
  return code >= 0xe000 ? code - 0x800 : code + 0x2000;
}
