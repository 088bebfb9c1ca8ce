import { type Environment, type ResourceDefinition, type SummaryLine, summaryLines } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { AggregateDeltas } from './aggregates.ts';
import { parseDocument } from './rows.ts';
import { Statements } from './statements.ts';
import type { Table } from './tables.ts';

/** Rows per transaction: writers of other processes get their turn in between. */
const FILL_BATCH = 2000;

/**
 * Adds up the rows of tables whose aggregates are missing or were made for another `x-summary`.
 * A fill that was cut off goes on at the next start.
 */
export function fillAggregates(database: Database.Database, tables: Iterable<Table>): void {
  const summed = [...tables].filter(({ resource }) => resource.summary !== undefined);
  forgetOthers(database, summed);
  for (const table of summed) {
    const begin = database.transaction(() => beginFill(database, table.resource));
    begin.immediate();
    const fill = database.transaction(() => fillBatch(database, table));
    while (fill.immediate());
  }
}

/** Resources without a summary are not added up from now on: should theirs come back, it starts anew. */
function forgetOthers(database: Database.Database, summed: readonly Table[]): void {
  database
    .prepare<[string]>('DELETE FROM summaries WHERE resource NOT IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(summed.map(({ resource }) => resource.name)));
}

/** Starts from nothing, unless the aggregates are of this very definition. */
function beginFill(database: Database.Database, { name, summary, columns }: ResourceDefinition): void {
  const fields = Object.entries(summary ?? {}).sort();
  const definition = JSON.stringify(
    fields.map(([part, field]) => [part, columns.filter((column) => column.field === field)]),
  );
  const known = database
    .prepare<[string], string>('SELECT definition FROM summaries WHERE resource = ?')
    .pluck()
    .get(name);
  if (known === definition) return;
  database.prepare('DELETE FROM aggregates WHERE resource = ?').run(name);
  database
    .prepare('INSERT OR REPLACE INTO summaries (resource, definition, filled_to) VALUES (?, ?, 0)')
    .run(name, definition);
}

/** Adds up the next rows; returns whether there may be more. */
function fillBatch(database: Database.Database, { name, resource }: Table): boolean {
  const after = database
    .prepare<[string], number | null>('SELECT filled_to FROM summaries WHERE resource = ?')
    .pluck()
    .get(resource.name);
  if (after === null || after === undefined) return false;
  const rows = database
    .prepare<[number], Row>(
      `SELECT rowid, tenant, environment, document FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ${FILL_BATCH}`,
    )
    .all(after);
  const deltas = new AggregateDeltas();
  for (const { tenant, environment, document } of rows) {
    deltas.add({ tenant, environment }, resource.name, linesOfOldRow(resource, document));
  }
  deltas.write(new Statements(database));
  const last = rows.length < FILL_BATCH ? null : (rows.at(-1)?.rowid ?? null);
  database.prepare('UPDATE summaries SET filled_to = ? WHERE resource = ?').run(last, resource.name);
  return last !== null;
}

interface Row {
  readonly rowid: number;
  readonly tenant: string;
  readonly environment: Environment;
  readonly document: string;
}

/** A document that cannot be read is kept as it is and counted nowhere. */
function linesOfOldRow(resource: ResourceDefinition, document: string): SummaryLine[] {
  try {
    return summaryLines(resource, parseDocument(document));
  } catch {
    return [];
  }
}
