import { compareText } from '../columns.ts';
import { compareTotals } from '../summary.ts';
import { lineName } from '../summary-lines.ts';
import type { SummaryLine, SummaryQuery } from './port.ts';

/** The aggregates of one resource, by the name of their line. */
export type Aggregates = Map<string, SummaryLine>;

/** Adds deltas to aggregates; a line whose count becomes 0 is gone. */
export function addToAggregates(aggregates: Aggregates, deltas: readonly SummaryLine[]): void {
  for (const delta of deltas) {
    const name = lineName(delta);
    const sum = aggregates.get(name);
    const count = (sum?.count ?? 0) + delta.count;
    const total = (sum?.total ?? 0n) + delta.total;
    if (count === 0) aggregates.delete(name);
    else aggregates.set(name, { ...delta, count, total });
  }
}

/** Leaves the lines that a query asks for: all, less what does not lead. */
export function leadingLines(lines: Iterable<SummaryLine>, { top, sets }: SummaryQuery): SummaryLine[] {
  const kept: SummaryLine[] = [];
  const tops = new Map<string, SummaryLine[]>();
  const nears = new Map<string, SummaryLine[]>();
  for (const line of lines) {
    const groups = line.part === 'top' ? tops : line.part === 'near' ? nears : undefined;
    const group = groups?.get(line.head);
    if (!groups) kept.push(line);
    else if (group) group.push(line);
    else groups.set(line.head, [line]);
  }
  const doubled = [...nears]
    .filter(([, values]) => values.length > 1)
    .sort(([a], [b]) => compareText(a, b))
    .slice(0, sets);
  return [
    ...kept,
    ...[...tops.values()].flatMap((values) => values.sort(compareTotals).slice(0, top)),
    ...doubled.flatMap(([, values]) => values),
  ];
}
