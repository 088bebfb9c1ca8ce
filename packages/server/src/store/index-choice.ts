import type { ListFilter, ListQuery, Scope } from '@thrivestack-revenue/engine';
import { filterCondition, type IndexUse, type Statement, scopeCondition } from './list-sql.ts';
import type { Statements } from './statements.ts';
import { listColumn, primaryIndex, type Table } from './tables.ts';

/** Which index a page is read from. */
export interface ListIndex extends IndexUse {
  /** Whether what is read for a page is little for sure: otherwise it depends on where in the order the matches lie. */
  readonly sure: boolean;
}

/** An index of a table, without tenant and environment, with which all of them begin. */
interface Index {
  readonly by: string;
  readonly columns: readonly string[];
}

/** How far is counted to find the filter that the fewest rows pass. */
const MANY = 50_000;

/**
 * Says which index a page is read from.
 *
 * SQLite cannot know how many rows pass a filter: it would walk a million of them in order to find the few of one
 * customer, or put a million in order for a filter that most of them pass. So the few are counted first.
 *
 * @param most So many are few.
 */
export function listIndex(statements: Statements, table: Table, query: ListQuery, most: number): ListIndex {
  const { by, filters } = orderedIndex(table, query);
  if (filters.length === query.filters.length) return { by, filters, sure: true };
  const few = fewIndex(statements, table, query, most);
  return few ? { by: few.by, filters: [], sure: true } : { by, filters, sure: false };
}

/** Finds the index that gathers the rows of a list, and how many they are; nothing when they are more than `most`. */
export function fewIndex(
  statements: Statements,
  table: Table,
  { scope, filters }: ListQuery,
  most: number,
): { by: string; rows: number } | undefined {
  const narrow = narrowest(statements, table, scope, filters, most);
  return narrow !== undefined && narrow.rows <= most ? { by: narrow.use.by, rows: narrow.rows } : undefined;
}

/** Says which index finds the rows to add up: the one that the fewest rows pass; nothing when no filter has one. */
export function summaryIndex(
  statements: Statements,
  table: Table,
  scope: Scope,
  filters: readonly ListFilter[],
): IndexUse | undefined {
  return narrowest(statements, table, scope, filters, MANY)?.use;
}

/** Finds the index that gives the order asked for, and decides the most filters. */
function orderedIndex(table: Table, { sort, filters }: ListQuery): IndexUse {
  const order = listColumn(table, sort.column).name;
  let best: IndexUse = { by: '', filters: [] };
  for (const index of indexesOf(table)) {
    const equal = index.columns.slice(0, index.columns.indexOf(order));
    const decided = filters.filter((filter) => {
      const column = listColumn(table, filter.column).name;
      return column === order || (filter.op === 'eq' && equal.includes(column));
    });
    const fits = index.columns.includes(order) && equal.every((column) => hasEqual(table, decided, column));
    if (fits && (best.by === '' || decided.length > best.filters.length)) best = { by: index.by, filters: decided };
  }
  return best;
}

/** Counts what passes each index's filters, and returns the one with the fewest rows. */
function narrowest(
  statements: Statements,
  table: Table,
  scope: Scope,
  filters: readonly ListFilter[],
  most: number,
): { use: IndexUse; rows: number } | undefined {
  let best: { use: IndexUse; rows: number } | undefined;
  for (const use of indexUses(table, filters)) {
    const { sql, values } = countStatement(table, scope, use);
    // Once one is known to be narrow, the others need not be counted further than that.
    const rows = statements.of<{ rows: number }>(sql).get(...values, best?.rows ?? most + 1)?.rows ?? 0;
    if (best === undefined || rows < best.rows) best = { use, rows };
  }
  return best;
}

/** One use for each set of filters that some index decides. */
function indexUses(table: Table, filters: readonly ListFilter[]): IndexUse[] {
  const uses = new Map<string, IndexUse>();
  for (const { by, columns } of indexesOf(table)) {
    const used: ListFilter[] = [];
    for (const column of columns) {
      const here = filters.filter((filter) => listColumn(table, filter.column).name === column);
      used.push(...here);
      if (!hasEqual(table, here, column)) break;
    }
    const set = used.map((filter) => filters.indexOf(filter)).join();
    if (set !== '' && !uses.has(set)) uses.set(set, { by, filters: used });
  }
  return [...uses.values()];
}

function hasEqual(table: Table, filters: readonly ListFilter[], column: string): boolean {
  return filters.some(({ op, column: field }) => op === 'eq' && listColumn(table, field).name === column);
}

function indexesOf(table: Table): Index[] {
  const indexes = table.indexes.map(({ name, columns }) => ({ by: ` INDEXED BY ${name}`, columns: columns.slice(2) }));
  // By name as well: without one SQLite may walk an index that holds the id at its end, from one end to the other.
  return [...indexes, { by: ` INDEXED BY ${primaryIndex(table)}`, columns: ['id'] }];
}

function countStatement(table: Table, scope: Scope, use: IndexUse): Statement {
  const { sql, values } = rowsOf(table, scope, use);
  return { sql: `SELECT count(*) AS rows FROM (${sql} LIMIT ?)`, values };
}

/** Selects the row ids that an index finds: nothing but the index is read. */
export function rowsOf(table: Table, scope: Scope, { by, filters }: IndexUse): Statement {
  const conditions = [scopeCondition(scope), ...filters.map((filter) => filterCondition(table, filter))];
  return {
    sql: `SELECT rowid FROM ${table.name}${by} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    values: conditions.flatMap(({ values }) => values),
  };
}
