import { compareText } from '@thrivestack-revenue/engine';
import type { Bound } from './bulk-insert.ts';
import type { ZoneColumn } from './zones.ts';

/** A value as it is compared. */
export type ZoneValue = string | number | null;

/** Between what the columns of a row lie, in the order of the columns; null where it has no value. */
export interface RowBounds {
  readonly lows: readonly ZoneValue[];
  readonly highs: readonly ZoneValue[];
}

const DAY_MS = 86_400_000;
const DATE = 'YYYY-MM-DD'.length;

/** Makes the bounds of rows from their values: those of a time are its day's. */
export class RowReader {
  readonly #columns: readonly ZoneColumn[];
  readonly #places: readonly number[];

  /** @param places Where each column stands in a row; where it stands among the columns unless given. */
  constructor(columns: readonly ZoneColumn[], places: readonly number[] = columns.map((_, at) => at)) {
    this.#columns = columns;
    this.#places = places;
  }

  read(row: readonly Bound[]): RowBounds {
    const lows: ZoneValue[] = [];
    const highs: ZoneValue[] = [];
    for (let at = 0; at < this.#columns.length; at += 1) {
      const value = plain(row[this.#places[at] ?? at]);
      const days = this.#columns[at]?.days;
      if (days === 'number' && typeof value === 'number') {
        const day = Math.floor(value / DAY_MS) * DAY_MS;
        lows.push(day);
        highs.push(day + DAY_MS);
      } else if (days === 'text' && typeof value === 'string') {
        const date = value.slice(0, DATE);
        lows.push(date);
        // Behind the T that follows the date.
        highs.push(`${date}Z`);
      } else {
        lows.push(value);
        highs.push(value);
      }
    }
    return { lows, highs };
  }
}

/** A value as it is compared; whole numbers are bound as bigints. */
export function plain(value: Bound | undefined): ZoneValue {
  return typeof value === 'bigint' ? Number(value) : (value ?? null);
}

/** So many different values of a column are kept; with more, any value may be there. */
const SET_SIZE = 16;

/** One zone in memory: what is kept of each of the columns, in their order. */
export class Zone {
  readonly valued: boolean;
  readonly start: string | number;
  stop: ZoneValue;
  /** About: what was counted, and one for each write since. */
  rows: number;
  /** Rows beyond which it is worth looking at again, should it not have been cut before. */
  limit = 0;
  /** Whether it says more than the database does. */
  changed = true;
  readonly #columns: readonly ZoneColumn[];
  readonly #low: ZoneValue[];
  readonly #high: ZoneValue[];
  readonly #sets: (Set<string | number> | undefined)[];

  constructor(columns: readonly ZoneColumn[], valued: boolean, start: string | number, stop: ZoneValue) {
    this.#columns = columns;
    this.valued = valued;
    this.start = start;
    this.stop = stop;
    this.rows = 0;
    this.#low = columns.map(() => null);
    this.#high = columns.map(() => null);
    this.#sets = columns.map(({ kind }) => (kind === 'set' ? new Set() : undefined));
  }

  /** Takes what the database has, as it is selected. */
  static from(columns: readonly ZoneColumn[], row: readonly ZoneValue[]): Zone {
    const [, , , valued, start, stop = null, rows, ...kept] = row;
    const zone = new Zone(columns, valued === 1, start ?? 0, stop);
    zone.rows = Number(rows);
    zone.limit = zone.rows;
    zone.changed = false;
    let from = 0;
    for (const [at, { kind }] of columns.entries()) {
      zone.#low[at] = kept[from++] ?? null;
      if (kind === 'range') zone.#high[at] = kept[from++] ?? null;
      else zone.#sets[at] = setOf(zone.#low[at]);
    }
    return zone;
  }

  /** Widens it so that it holds a row. */
  add({ lows, highs }: RowBounds): void {
    this.rows += 1;
    for (let at = 0; at < lows.length; at += 1) {
      const low = lows[at];
      const high = highs[at];
      if (low === null || low === undefined || high === null || high === undefined) continue;
      const column = this.#columns[at];
      if (column?.kind === 'range') this.#widen(at, low, high, column.days === 'text');
      else this.#include(at, low);
    }
  }

  #widen(at: number, from: string | number, to: string | number, ascii: boolean): void {
    const low = this.#low[at];
    const high = this.#high[at];
    if (low === null || low === undefined || compareValues(from, low, ascii) < 0) {
      this.#low[at] = from;
      this.changed = true;
    }
    if (high === null || high === undefined || compareValues(to, high, ascii) > 0) {
      this.#high[at] = to;
      this.changed = true;
    }
  }

  #include(at: number, value: string | number): void {
    const set = this.#sets[at];
    if (!set || set.has(value)) return;
    if (set.size < SET_SIZE) set.add(value);
    else this.#sets[at] = undefined;
    this.changed = true;
  }

  /** What is bound for it, less whose it is. */
  bound(): Bound[] {
    const kept = this.#columns.flatMap(({ kind }, at): Bound[] => {
      if (kind === 'range') return [this.#low[at] ?? null, this.#high[at] ?? null];
      const set = this.#sets[at];
      return [set ? JSON.stringify([...set]) : null];
    });
    return [this.valued ? 1n : 0n, this.start, this.stop, BigInt(this.rows), ...kept];
  }
}

function setOf(text: ZoneValue | undefined): Set<string | number> | undefined {
  return typeof text === 'string' ? new Set(JSON.parse(text) as (string | number)[]) : undefined;
}

/**
 * Compares as SQLite does two values of one column.
 *
 * @param ascii Text has no other characters: it is compared much faster then.
 */
export function compareValues(a: string | number, b: string | number, ascii = false): number {
  if (ascii || typeof a === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return a === b ? 0 : compareText(a, String(b));
}
