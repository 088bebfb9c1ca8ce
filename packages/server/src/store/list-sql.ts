import type { CursorPosition, ListFilter, ListQuery, Scope } from '@thrivestack-revenue/engine';
import { ROW_COLUMNS } from './rows.ts';
import { type ListColumn, listColumn, type Table } from './tables.ts';
import { compareValues } from './zone.ts';

/** A statement, or a part of one, and what to bind. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

type Condition = Statement;

const comparisons = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** An index, and the filters that it decides by itself: equal values first, then a range of one column. */
export interface IndexUse {
  /** What follows the table's name: ` INDEXED BY …`. */
  readonly by: string;
  readonly filters: readonly ListFilter[];
}

/** One range of a page. */
export interface RangeStatement extends Statement {
  /** Of the rows that have a value in the column of the order. */
  readonly valued: boolean;
}

/** From which value of the order's column to which; the second is not in it, and missing where it goes on to the end. */
export interface Stretch {
  readonly start: string | number;
  readonly stop: string | number | null;
}

/**
 * Builds the ranges of a page in the order they are read: rows with a value, then rows without.
 * Each reads `LIMIT ?` rows; the limit is the last value to bind and is not in `values`.
 *
 * @param by What names the index, behind the table's name; empty leaves the choice to SQLite.
 * @param within Only this much of the rows with a value.
 */
export function listStatements(table: Table, query: ListQuery, by = '', within?: Stretch): RangeStatement[] {
  const sort = listColumn(table, query.sort.column);
  const scope = scopeCondition(query.scope);
  // Equality first: it is what an index is led by.
  const filters = [...query.filters]
    .sort((a, b) => Number(b.op === 'eq') - Number(a.op === 'eq'))
    // The stretch decides what is walked: a filter of the same column could do so in its place.
    .map((filter) => filterCondition(table, filter, within && filter.column === query.sort.column ? '+' : ''));
  return ranges(sort, query, within).map((range) => {
    const { sql, values } = allOf([scope, ...filters, ...range.conditions]);
    const order = range.order.map((name) => `${name} ${query.order}`).join(', ');
    return {
      valued: range.valued,
      sql: `SELECT ${ROW_COLUMNS} FROM ${table.name}${by} WHERE ${sql} ORDER BY ${order} LIMIT ?`,
      values,
    };
  });
}

/**
 * Builds the same as `listStatements`, of the first `most` rows alone that the index finds in each range, whether
 * they pass the other filters or not: nothing but those is looked at.
 */
export function boundedStatements(
  table: Table,
  query: ListQuery,
  { by, filters: decided }: IndexUse,
  most: number,
): RangeStatement[] {
  const sort = listColumn(table, query.sort.column);
  const others = query.filters.filter((filter) => !decided.includes(filter));
  const rest = allOf(others.map((filter) => filterCondition(table, filter)));
  const names = others.map(({ column }) => listColumn(table, column).name);
  return ranges(sort, query, undefined).map((range) => {
    const near = allOf([
      scopeCondition(query.scope),
      ...decided.map((filter) => filterCondition(table, filter)),
      ...range.conditions,
    ]);
    const order = range.order.map((name) => `${name} ${query.order}`).join(', ');
    const read = [...new Set([...ROW_COLUMNS.split(', '), ...range.order, ...names])].join(', ');
    return {
      valued: range.valued,
      sql:
        `SELECT ${ROW_COLUMNS} FROM ` +
        `(SELECT ${read} FROM ${table.name}${by} WHERE ${near.sql} ORDER BY ${order} LIMIT ${most}) ` +
        `WHERE ${rest.sql} ORDER BY ${order} LIMIT ?`,
      values: [...near.values, ...rest.values],
    };
  });
}

function allOf(conditions: readonly Condition[]): Statement {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Whose rows are meant. */
export function scopeCondition({ tenant, environment }: Scope): Condition {
  return { sql: 'tenant = ? AND environment = ?', values: [tenant, environment] };
}

interface Range {
  readonly valued: boolean;
  readonly conditions: readonly Condition[];
  readonly order: readonly string[];
}

function ranges(sort: ListColumn, query: ListQuery, within: Stretch | undefined): Range[] {
  const { after } = query;
  const beyond = query.order === 'asc' ? '>' : '<';
  const byId = (position: CursorPosition): Condition => ({ sql: `id ${beyond} ?`, values: [position.id] });
  if (sort.name === 'id') return [{ valued: true, conditions: after ? [byId(after)] : [], order: ['id'] }];
  const found: Range[] = [];
  if (!after || after.value !== null) {
    const conditions = within ? inStretch(sort, beyond, within, after) : [withValue(sort, beyond, after)];
    found.push({ valued: true, conditions, order: [sort.name, 'id'] });
  }
  if (sort.nullable) {
    const after_id = after && after.value === null ? [byId(after)] : [];
    found.push({
      valued: false,
      conditions: [{ sql: `${sort.name} IS NULL`, values: [] }, ...after_id],
      order: ['id'],
    });
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

/** One bound at either end, so that SQLite has no choice: where the last page ended, or the end of the stretch. */
function inStretch(
  sort: ListColumn,
  beyond: '<' | '>',
  { start, stop }: Stretch,
  after: CursorPosition | undefined,
): Condition[] {
  const from = after?.value ?? null;
  const inside = from !== null && compareValues(from, start) >= 0 && (stop === null || compareValues(from, stop) < 0);
  const conditions: Condition[] = inside ? [withValue(sort, beyond, after)] : [];
  if (!inside || beyond === '<') conditions.push({ sql: `${sort.name} >= ?`, values: [start] });
  if (stop !== null && (!inside || beyond === '>')) conditions.push({ sql: `${sort.name} < ?`, values: [stop] });
  return conditions;
}

/**
 * What a filter asks of a row.
 *
 * @param sign A `+` keeps SQLite from finding rows by it.
 */
export function filterCondition(table: Table, filter: ListFilter, sign: '' | '+' = ''): Condition {
  const name = `${sign}${listColumn(table, filter.column).name}`;
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
