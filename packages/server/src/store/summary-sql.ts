import type { SummaryQuery } from '@thrivestack-revenue/engine';
import { SUM_BASE } from './aggregates.ts';
import { filterCondition, type Statement, scopeCondition } from './list-sql.ts';
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

/** Builds what adds up the rows that pass the filters: they are found once, then added up part by part. */
export function rowStatement(table: Table, query: SummaryQuery): Statement {
  const { summary } = table.resource;
  if (!summary) throw new Error(`${table.resource.name} has no summary.`);
  const { measure, unit, month, ageing, top, nearDuplicates: near } = summary;
  const column = (field: string): string => listColumn(table, field).name;
  const columns: string[] = [`${column(unit)} AS unit`, `${column(measure)} AS amount`];
  const parts = [sums('total', "''")];
  const limits: number[] = [];
  if (month !== undefined) {
    columns.push(`substr(${column(month)}, 1, 7) AS month`);
    parts.push(sums('month', 'month'));
  }
  if (ageing !== undefined) {
    columns.push(`coalesce(substr(${column(ageing)}, 1, 10), '') AS day`);
    parts.push(sums('day', 'day'));
  }
  if (top !== undefined) {
    columns.push(`${column(top)} AS top`);
    parts.push(LARGEST);
    limits.push(query.top);
  }
  if (near !== undefined) {
    columns.push(`${column(near)} AS near`, `${foldedColumn(table, near)} AS folded`);
    parts.push(NEAR);
    limits.push(query.sets);
  }
  const conditions = [scopeCondition(query.scope), ...query.filters.map((filter) => filterCondition(table, filter))];
  const where = conditions.map(({ sql }) => sql).join(' AND ');
  return {
    sql:
      `WITH found AS MATERIALIZED (SELECT ${columns.join(', ')} FROM ${table.name} WHERE ${where}) ` +
      parts.join(' UNION ALL '),
    values: [...conditions.flatMap(({ values }) => values), ...limits],
  };
}

function sums(part: string, value: string): string {
  return (
    `SELECT '${part}' AS part, unit AS head, ${value} AS value, count(*) AS count, ` +
    `sum(amount / ${SUM_BASE}) AS high, sum(amount % ${SUM_BASE}) AS low FROM found ` +
    `WHERE unit IS NOT NULL AND amount IS NOT NULL AND ${value} IS NOT NULL GROUP BY 2, 3`
  );
}

const LARGEST =
  `SELECT ${LINE} FROM (SELECT *, row_number() OVER (PARTITION BY head ` +
  `ORDER BY high + low / ${SUM_BASE} DESC, low % ${SUM_BASE} DESC, value) AS place ` +
  `FROM (${sums('top', 'top')})) WHERE place <= ?`;

const NEAR =
  "SELECT 'near', folded, near, count(*), 0, 0 FROM found WHERE folded IN " +
  '(SELECT folded FROM found WHERE folded IS NOT NULL ' +
  'GROUP BY folded HAVING count(DISTINCT near) > 1 ORDER BY folded LIMIT ?) GROUP BY 2, 3';
