import type { CursorPosition, ListFilter, ListQuery, Scope } from '@thrivestack-revenue/engine';
import { ROW_COLUMNS } from './rows.ts';
import { type ListColumn, listColumn, type Table } from './tables.ts';

/** A statement, or a part of one, and what to bind. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

type Condition = Statement;

const comparisons = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/**
 * Builds the ranges of a page in the order they are read: rows with a value, then rows without.
 * Each reads `LIMIT ?` rows; the limit is the last value to bind and is not in `values`.
 *
 * @param by What names the index, behind the table's name; empty leaves the choice to SQLite.
 */
export function listStatements(table: Table, query: ListQuery, by = ''): Statement[] {
  const sort = listColumn(table, query.sort.column);
  const scope = scopeCondition(query.scope);
  // Equality first: it is what an index is led by.
  const filters = [...query.filters]
    .sort((a, b) => Number(b.op === 'eq') - Number(a.op === 'eq'))
    .map((filter) => filterCondition(table, filter));
  return ranges(sort, query).map((range) => {
    const conditions = [scope, ...filters, ...range.conditions];
    return {
      sql:
        `SELECT ${ROW_COLUMNS} FROM ${table.name}${by} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')} ` +
        `ORDER BY ${range.order.map((name) => `${name} ${query.order}`).join(', ')} LIMIT ?`,
      values: conditions.flatMap(({ values }) => values),
    };
  });
}

/** Whose rows are meant. */
export function scopeCondition({ tenant, environment }: Scope): Condition {
  return { sql: 'tenant = ? AND environment = ?', values: [tenant, environment] };
}

interface Range {
  readonly conditions: readonly Condition[];
  readonly order: readonly string[];
}

function ranges(sort: ListColumn, query: ListQuery): Range[] {
  const { after } = query;
  const beyond = query.order === 'asc' ? '>' : '<';
  const byId = (position: CursorPosition): Condition => ({ sql: `id ${beyond} ?`, values: [position.id] });
  if (sort.name === 'id') return [{ conditions: after ? [byId(after)] : [], order: ['id'] }];
  const found: Range[] = [];
  if (!after || after.value !== null) {
    found.push({ conditions: [withValue(sort, beyond, after)], order: [sort.name, 'id'] });
  }
  if (sort.nullable) {
    const after_id = after && after.value === null ? [byId(after)] : [];
    found.push({ conditions: [{ sql: `${sort.name} IS NULL`, values: [] }, ...after_id], order: ['id'] });
  }
  return found;
}

/** A range rather than `IS NOT NULL`: the index then starts behind the nulls instead of walking over them. */
function withValue(sort: ListColumn, beyond: '<' | '>', after: CursorPosition | undefined): Condition {
  if (after && after.value !== null) {
    return { sql: `(${sort.name}, id) ${beyond} (?, ?)`, values: [after.value, after.id] };
  }
  return { sql: sort.text ? `${sort.name} >= ''` : `${sort.name} >= -9e999`, values: [] };
}

/** What a filter asks of a row. */
export function filterCondition(table: Table, filter: ListFilter): Condition {
  const { name } = listColumn(table, filter.column);
  if (filter.op !== 'prefix') return { sql: `${name} ${comparisons[filter.op]} ?`, values: [filter.value] };
  const prefix = String(filter.value);
  const end = afterPrefix(prefix);
  return end === undefined
    ? { sql: `${name} >= ?`, values: [prefix] }
    : { sql: `${name} >= ? AND ${name} < ?`, values: [prefix, end] };
}

/** Returns the first text behind all that start with `prefix`; nothing when there is none. */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    // Code points order as their UTF-8 bytes do; surrogates have no bytes of their own.
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    if (next <= 0x10ffff) return String.fromCodePoint(...points, next);
  }
  return undefined;
}
