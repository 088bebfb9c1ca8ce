import type { ListQuery } from '@thrivestack-revenue/engine';
import { fewIndex, listIndex } from './index-choice.ts';
import { boundedStatements, type IndexUse, listStatements, type RangeStatement, type Stretch } from './list-sql.ts';
import type { SqlRow } from './rows.ts';
import type { Statements } from './statements.ts';
import { listColumn, type Table } from './tables.ts';
import { tighten } from './tighten.ts';
import { type FoundZone, ZoneSearch } from './zone-sql.ts';
import { zonesOf } from './zones.ts';

/** How many rows are looked at before another way is tried. */
export interface Effort {
  /** So many that pass a filter are gathered and put in order at once. */
  readonly few: number;
  /** So many are walked in order, then: a millisecond. */
  readonly first: number;
  /** So many are walked once it is known where matches can be: some milliseconds. */
  readonly next: number;
  /** So many are gathered at most, where walking found too few. */
  readonly enough: number;
}

const EFFORT: Effort = { few: 4000, first: 1000, next: 8000, enough: 200_000 };
/** Zones that are looked up at first, and at most; each time four times as many. */
const [FEWEST_ZONES, MOST_ZONES] = [1, 256];

/**
 * Reads the first rows of a query, up to `wanted`, in order.
 *
 * In the order of an index where that finds them at once, or by the index of a filter that few rows pass. Otherwise
 * some rows are walked in order, leaving out the zones that hold no match; if that is not enough, the rows of a
 * filter are gathered, should they be fewer than those still to walk.
 */
export function pageOf(
  statements: Statements,
  table: Table,
  query: ListQuery,
  wanted: number,
  effort: Effort = EFFORT,
): SqlRow[] {
  // One transaction: zones say what is true of their own moment only.
  statements.of('SAVEPOINT page').run();
  try {
    const use = listIndex(statements, table, query, effort.few);
    if (use.sure) return readAll(statements, listStatements(table, query, use.by), wanted);
    return search({ statements, table, use, wanted }, query, effort);
  } finally {
    statements.of('RELEASE page').run();
  }
}

/** What a page is read with. */
interface Reading {
  readonly statements: Statements;
  readonly table: Table;
  /** The index in whose order it is walked. */
  readonly use: IndexUse;
  readonly wanted: number;
}

/** How far a walk came. */
interface Walked {
  readonly rows: SqlRow[];
  /** Whether these are all that there are, or all that are wanted. */
  readonly done: boolean;
  /** Rows that may still have to be walked, about. */
  readonly left: number;
}

function search(reading: Reading, query: ListQuery, { first, next, enough }: Effort): SqlRow[] {
  const { statements, table, wanted } = reading;
  const near = walk(reading, query, first);
  if (near.done) return near.rows;
  const filters = tighten(statements, table, zonesOf(table), query);
  if (!filters) return [];
  const narrowed = { ...query, filters };
  const gather = (most: number): SqlRow[] | undefined => {
    const few = fewIndex(statements, table, narrowed, most);
    return few && readAll(statements, listStatements(table, narrowed, few.by), wanted);
  };
  const gathered = gather(Math.min(near.left, next));
  if (gathered) return gathered;
  const far = walk(reading, narrowed, next);
  if (far.done) return far.rows;
  return gather(Math.min(far.left, enough)) ?? walk(reading, narrowed, Number.POSITIVE_INFINITY).rows;
}

/** Walks in order until `most` rows were looked at. */
function walk(reading: Reading, query: ListQuery, most: number): Walked {
  const { statements, table } = reading;
  const zones = zonesOf(table);
  const { name } = listColumn(table, query.sort.column);
  const order = zones.orders.find((one) => one.name === name);
  const zoned = order && new ZoneSearch(statements, table, zones, order, query);
  if (!zoned?.any) return walkRanges(reading, query, [], most, () => true);
  const walked = walkZones(reading, query, zoned, most);
  if (walked.done || walked.left > 0) return walked;
  if (!order?.nullable || !zoned.withoutValue) return { ...walked, done: true };
  return walkRanges(reading, query, walked.rows, most, ({ valued }) => !valued);
}

/** Walks some of the ranges of a query, behind rows that were found before. */
function walkRanges(
  { statements, table, use, wanted }: Reading,
  query: ListQuery,
  before: readonly SqlRow[],
  most: number,
  which: (range: RangeStatement) => boolean,
): Walked {
  const ranges =
    most === Number.POSITIVE_INFINITY
      ? listStatements(table, query, use.by)
      : boundedStatements(table, query, use, most);
  const rows = [...before];
  for (const range of ranges.filter(which)) {
    rows.push(...readAll(statements, [range], wanted - rows.length));
    if (rows.length === wanted) return { rows, done: true, left: 0 };
    // Whether the range ended there is not known.
    if (most !== Number.POSITIVE_INFINITY) return { rows, done: false, left: expected(most, rows.length, wanted) };
  }
  return { rows, done: true, left: 0 };
}

/** Walks the zones that may hold matches. */
function walkZones(
  { statements, table, use, wanted }: Reading,
  query: ListQuery,
  zoned: ZoneSearch,
  most: number,
): Walked {
  const rows: SqlRow[] = [];
  let walked = 0;
  let last: Stretch | undefined;
  let more = query.after?.value !== null;
  for (let size = FEWEST_ZONES; more; size = Math.min(4 * size, MOST_ZONES)) {
    const zones = zoned.next(last, size);
    for (const stretch of joined(zones)) {
      const ranges = listStatements(table, query, use.by, stretch).filter(({ valued }) => valued);
      rows.push(...readAll(statements, ranges, wanted - rows.length));
      if (rows.length === wanted) return { rows, done: true, left: 0 };
    }
    last = zones.at(-1);
    more = zones.length === size;
    walked += zones.reduce((sum, zone) => sum + zone.rows, 0);
    if (more && walked >= most) {
      const left = Math.min(zoned.rowsBehind(last), expected(walked, rows.length, wanted));
      return { rows, done: false, left: Math.max(1, left) };
    }
  }
  return { rows, done: false, left: 0 };
}

function readAll(statements: Statements, ranges: readonly RangeStatement[], wanted: number): SqlRow[] {
  const rows: SqlRow[] = [];
  for (const { sql, values } of ranges) {
    if (rows.length < wanted) rows.push(...statements.of<SqlRow>(sql).all(...values, wanted - rows.length));
  }
  return rows;
}

/** How many rows would still be walked if the rest were as what was walked. */
function expected(walked: number, found: number, wanted: number): number {
  return found === 0 ? Number.POSITIVE_INFINITY : Math.ceil((walked / found) * (wanted - found));
}

/** Joins zones that follow each other into one stretch. */
function joined(zones: readonly FoundZone[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { start, stop } of zones) {
    const before = found.at(-1);
    if (before && before.start === stop) found.splice(-1, 1, { start, stop: before.stop });
    else if (before && before.stop === start) found.splice(-1, 1, { start: before.start, stop });
    else found.push({ start, stop });
  }
  return found;
}
