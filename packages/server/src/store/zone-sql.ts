import type { ListFilter, ListQuery } from '@thrivestack-revenue/engine';
import { afterPrefix, type Statement, type Stretch, scopeCondition } from './list-sql.ts';
import type { Statements } from './statements.ts';
import { listColumn, type Table } from './tables.ts';
import type { ZoneColumn, ZoneOrder, Zones } from './zones.ts';

/** A zone that may hold matches, and about how many rows it has. */
export interface FoundZone extends Stretch {
  readonly rows: number;
}

/** Finds the zones in which a page may find rows, in the order in which they are read. */
export class ZoneSearch {
  readonly #statements: Statements;
  readonly #query: ListQuery;
  readonly #from: string;
  readonly #scope: readonly (string | number)[];
  readonly #conditions: readonly Statement[];

  constructor(statements: Statements, table: Table, zones: Zones, order: ZoneOrder, query: ListQuery) {
    this.#statements = statements;
    this.#query = query;
    const scope = scopeCondition(query.scope);
    this.#from = `FROM ${zones.name} WHERE ${scope.sql} AND sort = ?`;
    this.#scope = [...scope.values, order.name];
    const filters = [...query.filters, ...query.filters.flatMap((one) => between(statements, table, query, one))];
    this.#conditions = filters.flatMap((filter) => condition(table, zones, order, filter) ?? []);
  }

  /** Tells whether the rows are in zones at all. */
  get any(): boolean {
    return this.#statements.of(`SELECT 1 ${this.#from} LIMIT 1`).get(...this.#scope) !== undefined;
  }

  /** The next zones of rows with a value, behind `last`; at most `most`. */
  next(last: Stretch | undefined, most: number): FoundZone[] {
    const { sql, values } = this.#behind(last);
    return this.#statements
      .of<FoundZone>(
        `SELECT start, stop, row_count AS rows ${this.#where(sql)} ORDER BY start ${this.#query.order} LIMIT ?`,
      )
      .all(...this.#scope, ...values, ...this.#values, most);
  }

  /** Counts, about, the rows of the zones behind `last`. */
  rowsBehind(last: Stretch | undefined): number {
    const { sql, values } = this.#behind(last);
    const found = this.#statements
      .of<{ rows: number | null }>(`SELECT sum(row_count) AS rows ${this.#where(sql)}`)
      .get(...this.#scope, ...values, ...this.#values);
    return found?.rows ?? 0;
  }

  /** The least stretch that has all of the zones of rows with a value; nothing when there is none. */
  get reach(): Stretch | undefined {
    const sql = `SELECT min(start) AS start, max(stop) AS stop, sum(stop IS NULL) AS open ${this.#where('valued = 1')}`;
    const found = this.#statements
      .of<{ start: Stretch['start'] | null; stop: Stretch['stop']; open: number }>(sql)
      .get(...this.#scope, ...this.#values);
    if (!found || found.start === null) return undefined;
    return { start: found.start, stop: found.open > 0 ? null : found.stop };
  }

  /** Tells whether a row without a value may pass. */
  get withoutValue(): boolean {
    const sql = `SELECT 1 ${this.#where('valued = 0')}`;
    return this.#statements.of(sql).get(...this.#scope, ...this.#values) !== undefined;
  }

  #behind(last: Stretch | undefined): Statement {
    const { after, order } = this.#query;
    if (last) return { sql: `valued = 1 AND start ${order === 'asc' ? '>' : '<'} ?`, values: [last.start] };
    if (!after || after.value === null) return { sql: 'valued = 1', values: [] };
    const reaches = order === 'asc' ? '(stop IS NULL OR stop > ?)' : 'start <= ?';
    return { sql: `valued = 1 AND ${reaches}`, values: [after.value] };
  }

  #where(first: string): string {
    return [this.#from, first, ...this.#conditions.map(({ sql }) => sql)].join(' AND ');
  }

  get #values(): (string | number)[] {
    return this.#conditions.flatMap(({ values }) => values);
  }
}

/** Between which times the rows with one value were created: its own index says it at once. */
function between(
  statements: Statements,
  table: Table,
  { scope }: ListQuery,
  { column, op, value }: ListFilter,
): ListFilter[] {
  const { name } = listColumn(table, column);
  const index = table.indexes.find(({ columns }) => columns[2] === name && columns[3] === 'created_at');
  if (op !== 'eq' || !index) return [];
  const end = (order: string): number | undefined =>
    statements
      .of<{ at: number }>(
        `SELECT created_at AS at FROM ${table.name} INDEXED BY ${index.name} ` +
          `WHERE tenant = ? AND environment = ? AND ${name} = ? ORDER BY created_at ${order} LIMIT 1`,
      )
      .get(scope.tenant, scope.environment, value)?.at;
  const [first, last] = [end('asc'), end('desc')];
  if (first === undefined || last === undefined) return [];
  return [
    { column: 'created_at', op: 'gte', value: first },
    { column: 'created_at', op: 'lte', value: last },
  ];
}

/** What must be true of a zone that holds a row that passes; nothing when nothing is known. */
function condition(table: Table, zones: Zones, order: ZoneOrder, filter: ListFilter): Statement | undefined {
  const { name } = listColumn(table, filter.column);
  if (name === order.name) return overlap(filter, 'start', 'stop');
  const column = zones.columns.find((one) => one.name === name);
  return column?.kind === 'set' ? inSet(column, filter) : column && overlap(filter, column.low, column.high);
}

/** The values of a set are written as JSON, and one is looked for as it is written there. */
function inSet({ low }: ZoneColumn, { op, value }: ListFilter): Statement | undefined {
  if (op !== 'eq') return undefined;
  return { sql: `(${low} IS NULL OR instr(${low}, ?) > 0)`, values: [JSON.stringify(value)] };
}

/** Whether values from `low` to `high` reach where the filter does; a `stop` is above all of them, if there is one. */
function overlap({ op, value }: ListFilter, low: string, high: string): Statement {
  const reaches = (from: string | number, sign: '>' | '>='): Statement =>
    high === 'stop'
      ? { sql: '(stop IS NULL OR stop > ?)', values: [from] }
      : { sql: `${high} ${sign} ?`, values: [from] };
  const begins = (to: string | number, sign: '<' | '<='): Statement => ({ sql: `${low} ${sign} ?`, values: [to] });
  const both = (a: Statement, b: Statement): Statement => ({
    sql: `${a.sql} AND ${b.sql}`,
    values: [...a.values, ...b.values],
  });
  switch (op) {
    case 'eq':
      return both(begins(value, '<='), reaches(value, '>='));
    case 'gt':
      return reaches(value, '>');
    case 'gte':
      return reaches(value, '>=');
    case 'lt':
      return begins(value, '<');
    case 'lte':
      return begins(value, '<=');
    case 'prefix': {
      const end = afterPrefix(String(value));
      return end === undefined ? reaches(value, '>=') : both(begins(end, '<'), reaches(value, '>='));
    }
  }
}
