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

/** Builds what adds up the rows that pass the filters. */
export function rowStatements(table: Table, query: SummaryQuery): Statement[] {
  const { summary } = table.resource;
  if (!summary) return [];
  const conditions = [scopeCondition(query.scope), ...query.filters.map((filter) => filterCondition(table, filter))];
  const values = conditions.flatMap((condition) => condition.values);
  const rows = `FROM ${table.name} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const column = (field: string): string => listColumn(table, field).name;
  const unit = column(summary.unit);
  const measure = column(summary.measure);
  const high = `sum(${measure} / ${SUM_BASE})`;
  const low = `sum(${measure} % ${SUM_BASE})`;
  const sums = (part: string, value: string): string =>
    `SELECT '${part}' AS part, ${unit} AS head, ${value} AS value, count(*) AS count, ${high} AS high, ${low} AS low ` +
    `${rows} AND ${unit} IS NOT NULL AND ${measure} IS NOT NULL AND ${value} IS NOT NULL GROUP BY 2, 3`;
  const statements = [{ sql: sums('total', "''"), values }];
  if (summary.month !== undefined) {
    statements.push({ sql: sums('month', `substr(${column(summary.month)}, 1, 7)`), values });
  }
  if (summary.ageing !== undefined) {
    statements.push({ sql: sums('day', `coalesce(substr(${column(summary.ageing)}, 1, 10), '')`), values });
  }
  if (summary.top !== undefined) {
    const order = `high + low / ${SUM_BASE} DESC, low % ${SUM_BASE} DESC, value`;
    const ranked = `SELECT *, row_number() OVER (PARTITION BY head ORDER BY ${order}) AS place FROM sums`;
    const sql = `WITH sums AS (${sums('top', column(summary.top))}) SELECT ${LINE} FROM (${ranked}) WHERE place <= ?`;
    statements.push({ sql, values: [...values, query.top] });
  }
  if (summary.nearDuplicates !== undefined) {
    const folded = foldedColumn(table, summary.nearDuplicates);
    const counts =
      `SELECT ${folded} AS head, ${column(summary.nearDuplicates)} AS value, count(*) AS count ` +
      `${rows} AND ${folded} IS NOT NULL GROUP BY 1, 2`;
    const doubled = 'SELECT head FROM counts GROUP BY head HAVING count(*) > 1 ORDER BY head LIMIT ?';
    const sql =
      `WITH counts AS (${counts}) SELECT 'near' AS part, head, value, count, 0 AS high, 0 AS low ` +
      `FROM counts WHERE head IN (${doubled})`;
    statements.push({ sql, values: [...values, query.sets] });
  }
  return statements;
}
