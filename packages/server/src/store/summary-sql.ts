import type { SummaryQuery } from '@thrivestack-revenue/engine';
import { rowsOf } from './index-choice.ts';
import { filterCondition, type IndexUse, type Statement, scopeCondition } from './list-sql.ts';
import { foldedColumn, listColumn, type Table } from './tables.ts';

const LINE = 'part, head, value, count, high, low';
const OF_RESOURCE = 'FROM aggregates WHERE tenant = ? AND environment = ? AND resource = ?';

/** Builds what reads the kept aggregates, all but the `top` lines. */
export function aggregateStatements({ scope, resource, sets }: SummaryQuery): Statement[] {
  const values = [scope.tenant, scope.environment, resource];
  const near = `${OF_RESOURCE} AND part = 'near'`;
  return [
    { sql: `SELECT ${LINE} ${OF_RESOURCE} AND part IN ('total', 'month', 'day')`, values },
    {
      sql:
        `SELECT ${LINE} ${near} AND head IN ` +
        `(SELECT head ${near} GROUP BY head HAVING count(*) > 1 ORDER BY head LIMIT ?)`,
      values: [...values, ...values, sets],
    },
  ];
}

/** Builds what reads the largest totals of one currency from their index. */
export function topStatement({ scope, resource, top }: SummaryQuery, currency: string): Statement {
  return {
    sql: `SELECT ${LINE} ${OF_RESOURCE} AND part = 'top' AND head = ? ORDER BY high DESC, low DESC, value LIMIT ?`,
    values: [scope.tenant, scope.environment, resource, currency, top],
  };
}

/**
 * Builds what finds the rows to add up: see `SummedRow`.
 *
 * The rows that the index finds are read in the order in which they are stored: in that of the index, each would
 * be on another page.
 */
export function rowStatement(table: Table, { scope, filters }: SummaryQuery, use: IndexUse | undefined): Statement {
  const { summary } = table.resource;
  if (!summary) throw new Error(`${table.resource.name} has no summary.`);
  const { measure, unit, month, ageing, top, nearDuplicates: near } = summary;
  const column = (field: string): string => listColumn(table, field).name;
  const found = [
    column(unit),
    column(measure),
    month === undefined ? 'NULL' : `substr(${column(month)}, 1, 7)`,
    ageing === undefined ? 'NULL' : `coalesce(substr(${column(ageing)}, 1, 10), '')`,
    top === undefined ? 'NULL' : column(top),
    near === undefined ? 'NULL' : column(near),
    near === undefined ? 'NULL' : foldedColumn(table, near),
  ];
  const within = use && rowsOf(table, scope, use);
  const conditions = [scopeCondition(scope), ...filters.map((filter) => filterCondition(table, filter))];
  const where = conditions.map(({ sql }) => sql).join(' AND ');
  return {
    sql:
      `SELECT ${found.join(', ')} FROM ${table.name} ` +
      `${within ? `NOT INDEXED WHERE rowid IN (${within.sql}) AND` : 'WHERE'} ${where}`,
    values: [...(within?.values ?? []), ...conditions.flatMap(({ values }) => values)],
  };
}
