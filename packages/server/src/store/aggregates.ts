import { LineSums, type Scope, type SummaryLine, type SummaryPart } from '@thrivestack-revenue/engine';
import { BulkInsert } from './bulk-insert.ts';
import { rowName } from './overlay.ts';
import type { Statements } from './statements.ts';

/**
 * A total is `high` times this, plus `low`, so that no sum ends at 2^63: an amount has 10^15 minor
 * units at most, so either part of a sum holds billions of rows of that size.
 */
export const SUM_BASE = 1_000_000_000n;

/** A line as it is selected; whole numbers are bigints. */
export interface LineRow {
  readonly part: SummaryPart;
  readonly head: string;
  readonly value: string;
  readonly count: bigint;
  readonly high: bigint;
  readonly low: bigint;
}

/** Turns a selected line into one of the engine. */
export function toSummaryLine({ part, head, value, count, high, low }: LineRow): SummaryLine {
  return { part, head, value, count: Number(count), total: high * SUM_BASE + low };
}

const KEY = 'tenant = ? AND environment = ? AND resource = ? AND part = ? AND head = ? AND value = ?';
const ADD = new BulkInsert(
  'INSERT INTO aggregates (tenant, environment, resource, part, head, value, count, high, low)',
  9,
  'ON CONFLICT DO UPDATE SET count = count + excluded.count, ' +
    `high = high + excluded.high + (low + excluded.low) / ${SUM_BASE}, low = (low + excluded.low) % ${SUM_BASE}`,
);
const CLEAR = `DELETE FROM aggregates WHERE ${KEY} AND count = 0`;

interface ResourceSums {
  readonly scope: Scope;
  readonly resource: string;
  readonly sums: LineSums;
}

/** The deltas of one transaction: a line that many of its writes change is written once. */
export class AggregateDeltas {
  readonly #resources = new Map<string, ResourceSums>();

  add(scope: Scope, resource: string, lines: readonly SummaryLine[]): void {
    const name = rowName(scope, resource, '');
    const found = this.#resources.get(name) ?? { scope, resource, sums: new LineSums() };
    this.#resources.set(name, found);
    found.sums.add(lines);
  }

  /** Adds them to the aggregates; a line whose count becomes 0 is gone. */
  write(statements: Statements): void {
    for (const { scope, resource, sums } of this.#resources.values()) {
      addToAggregates(statements, [scope.tenant, scope.environment, resource], sums.lines());
    }
  }
}

function addToAggregates(statements: Statements, of: readonly string[], deltas: readonly SummaryLine[]): void {
  const rows = deltas.map(({ part, head, value, count, total }) => {
    // `low` is never below zero, so that (high, low) order as totals do.
    const low = ((total % SUM_BASE) + SUM_BASE) % SUM_BASE;
    return [...of, part, head, value, BigInt(count), (total - low) / SUM_BASE, low];
  });
  ADD.run(statements, rows);
  const clear = statements.of(CLEAR);
  for (const { part, head, value, count } of deltas) if (count < 0) clear.run(...of, part, head, value);
}
