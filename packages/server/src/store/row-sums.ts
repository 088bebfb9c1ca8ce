import type { SummaryLine, SummaryPart } from '@thrivestack-revenue/engine';
import { SUM_BASE } from './aggregates.ts';

/** What one row adds: its unit, amount, month, day, leader, text and folded text; `null` where there is none. */
export type SummedRow = readonly [
  unit: string | null,
  amount: number | null,
  month: string | null,
  day: string | null,
  top: string | null,
  near: string | null,
  folded: string | null,
];

/** A sum whose parts stay exact in a double: the total is `high` times `SUM_BASE`, plus `low`. */
interface Sum {
  count: number;
  high: number;
  low: number;
}

const BASE = Number(SUM_BASE);

/** Adds rows up in one pass: SQL would go over them, and sort them, once for each part. */
export class RowSums {
  readonly #parts = new Map<SummaryPart, Map<string, Map<string, Sum>>>();

  add([unit, amount, month, day, top, near, folded]: SummedRow): void {
    if (unit !== null && amount !== null) {
      this.#add('total', unit, '', amount);
      if (month !== null) this.#add('month', unit, month, amount);
      if (day !== null) this.#add('day', unit, day, amount);
      if (top !== null) this.#add('top', unit, top, amount);
    }
    if (near !== null && folded !== null) this.#add('near', folded, near, 0);
  }

  /** Returns every line, in no order. */
  *lines(): Generator<SummaryLine> {
    for (const [part, heads] of this.#parts) {
      for (const [head, values] of heads) {
        for (const [value, { count, high, low }] of values) {
          yield { part, head, value, count, total: BigInt(high) * SUM_BASE + BigInt(low) };
        }
      }
    }
  }

  #add(part: SummaryPart, head: string, value: string, amount: number): void {
    const sum = this.#sum(part, head, value);
    sum.count += 1;
    sum.high += Math.floor(amount / BASE);
    sum.low += amount % BASE;
    if (sum.low < BASE) return;
    sum.low -= BASE;
    sum.high += 1;
  }

  #sum(part: SummaryPart, head: string, value: string): Sum {
    const heads = entry(this.#parts, part, () => new Map<string, Map<string, Sum>>());
    const values = entry(heads, head, () => new Map<string, Sum>());
    return entry(values, value, () => ({ count: 0, high: 0, low: 0 }));
  }
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
