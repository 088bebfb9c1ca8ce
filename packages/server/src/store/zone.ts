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

/** Makes the bounds of a row from its values: those of a time are its day's. */
export function boundsOf(columns: readonly ZoneColumn[], values: readonly ZoneValue[]): RowBounds {
  const lows = values.slice();
  const highs = values.slice();
  for (let at = 0; at < columns.length; at += 1) {
    const value = values[at];
    const days = columns[at]?.days;
    if (days === 'number' && typeof value === 'number') {
      lows[at] = Math.floor(value / DAY_MS) * DAY_MS;
      highs[at] = Number(lows[at]) + DAY_MS;
    } else if (days === 'text' && typeof value === 'string') {
      const date = value.slice(0, DATE);
      lows[at] = date;
      // Behind the T that follows the date.
      highs[at] = `${date}Z`;
    }
  }
  return { lows, highs };
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
      if (this.#columns[at]?.kind === 'range') this.#widen(at, low, high);
      else this.#include(at, low);
    }
  }

  #widen(at: number, from: string | number, to: string | number): void {
    const low = this.#low[at];
    const high = this.#high[at];
    if (low === null || low === undefined || compareValues(from, low) < 0) {
      this.#low[at] = from;
      this.changed = true;
    }
    if (high === null || high === undefined || compareValues(to, high) > 0) {
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

/** Compares as SQLite does two values of one column. */
export function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a === b ? 0 : compareText(String(a), String(b));
}
