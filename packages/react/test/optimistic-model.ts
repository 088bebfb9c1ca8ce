import { compareText, type JsonObject, manifest, resourceDefinition, rowValue } from '@thrivestack-revenue/engine';
import { createParameterReader, type Parameters } from '../../engine/src/parameters.ts';
import { passesAll, selectPage } from '../../engine/src/store/memory-list.ts';
import type { StoredRow } from '../../engine/src/store/port.ts';
import { check } from '../../validation/src/index.ts';

const definition = resourceDefinition(manifest, 'invoices');
const operationOf = (kind: string) => {
  const found = definition.operations.find((operation) => operation.kind === kind);
  if (!found) throw new Error(`No ${kind}.`);
  return found;
};
const list = operationOf('list');

/** A write as the model follows it. */
export interface ModelWrite {
  readonly kind: 'create' | 'update' | 'delete';
  readonly body: JsonObject;
  /** Epoch milliseconds of the call of `mutate`. */
  readonly at: number;
  after?: StoredRow | undefined;
}

/** A list as the model follows it, with the server's own rules of filters and order. */
export interface ModelList {
  readonly parameters: Parameters;
  readonly infinite: boolean;
  /** The server's rows, and what was done since. */
  base: StoredRow[];
  end: StoredRow | undefined;
  isLast: boolean;
  pages: number;
}

/** Makes a row as the engine stores it from one that it has shown. */
export function storedRow(shown: JsonObject): StoredRow {
  const { invoice_id, created_at, updated_at, ...document } = shown;
  const kept = Object.entries(document).filter(([, value]) => value !== null);
  return {
    id: String(invoice_id),
    document: Object.fromEntries(kept),
    createdAt: Date.parse(String(created_at)),
    updatedAt: Date.parse(String(updated_at)),
  };
}

/** Reads what a list is asked for as the engine does. */
export function parametersOf(args: object): Parameters {
  const text = Object.entries(args).map(([name, value]): [string, string] => [name, String(value)]);
  return createParameterReader({ definition, operation: list })(new Map(text));
}

/** What a write leaves of a row, by the engine's own reading of its body. */
export function rowAfter({ kind, body, at }: ModelWrite, before: StoredRow | undefined): StoredRow | undefined {
  if (kind === 'delete' || (kind === 'update' && !before)) return undefined;
  const shape = operationOf(kind).body;
  if (!shape) throw new Error('A write without a body.');
  const { invoice_id, ...fields } = check(shape, body, { mode: kind === 'create' ? 'create' : 'any' })
    .value as JsonObject;
  const old = kind === 'update' ? before?.document : {};
  const document = Object.fromEntries(Object.entries({ ...old, ...fields }).filter(([, value]) => value !== null));
  return {
    id: String(invoice_id),
    document,
    createdAt: kind === 'create' ? at : (before?.createdAt ?? at),
    updatedAt: at,
  };
}

/** The rows that a list shows after a write, given those that it showed before. */
export function listAfter(model: ModelList, rows: readonly StoredRow[], write: ModelWrite): StoredRow[] {
  const { filters, sort, order, limit } = model.parameters;
  const id = String(write.body['invoice_id']);
  const { after } = write;
  const read = (column: string, row: StoredRow) => rowValue(definition, column, row);
  const others = rows.filter((row) => row.id !== id);
  const shown = rows.find((row) => row.id === id);
  if (!after || !passesAll(filters, after, read, compareText)) return others;
  const scope = { tenant: '', environment: 'test' } as const;
  const query = { scope, resource: definition.name, filters: [], sort: { column: sort }, order, limit: 2 };
  const first = (a: StoredRow, b: StoredRow): boolean => selectPage([a, b], query, read, compareText).rows[0] === a;
  const isNewest = sort === 'created_at' && write.kind === 'create';
  if (shown && !isNewest && read(sort, shown) === read(sort, after)) {
    return rows.map((row) => (row === shown ? after : row));
  }
  const at = isNewest ? (order === 'desc' ? 0 : others.length) : others.filter((row) => first(row, after)).length;
  const behind = at === others.length && !(isNewest && order === 'desc');
  const atEnd = model.isLast ? at < model.pages * limit : !isNewest && model.end && first(after, model.end);
  const within = !behind || atEnd;
  return within ? [...others.slice(0, at), after, ...others.slice(at)] : others;
}
