import { decimalText, isCurrency } from '@thrivestack-revenue/validation';
import { compareText } from './columns.ts';
import type { JsonObject, ResourceDefinition, SummaryDefinition } from './manifest.ts';
import type { SummaryLine } from './store/port.ts';

/** So many of the largest totals are listed for each currency. */
export const TOP = 10;
/** So many sets of near duplicates are listed. */
export const NEAR_SETS = 100;

const DAY_MS = 86_400_000;
/** Parts of the ageing in their order, each with the most whole days past that belong to it. */
const AGES: readonly (readonly [string, number])[] = [
  ['not_yet', 0],
  ['1-30', 30],
  ['31-60', 60],
  ['61-90', 90],
  ['91+', Number.POSITIVE_INFINITY],
];
const NO_DAY = 'none';

/**
 * Writes a summary out of its lines.
 *
 * @param now Epoch milliseconds; ageing counts whole UTC calendar days up to it.
 */
export function summaryBody({ summary }: ResourceDefinition, lines: readonly SummaryLine[], now: number): JsonObject {
  const parts = grouped(lines, ({ part }) => part);
  // A currency that is no longer active has no decimals to write: its rows are left out, as of any total.
  const totals = (parts.get('total') ?? [])
    .filter(({ head }) => isCurrency(head))
    .sort((a, b) => compareText(a.head, b.head));
  const of = (part: SummaryLine['part'], currency: string): SummaryLine[] =>
    (parts.get(part) ?? []).filter(({ head }) => head === currency);
  return {
    as_of: new Date(now).toISOString(),
    currencies: totals.map((total) => ({
      currency: total.head,
      ...sums(total.head, total),
      ...(summary?.month === undefined ? {} : { months: months(total.head, of('month', total.head)) }),
      ...(summary?.ageing === undefined ? {} : { ageing: ageing(total.head, of('day', total.head), now) }),
      ...(summary?.top === undefined ? {} : { top: top(total.head, of('top', total.head)) }),
    })),
    ...nearDuplicates(summary, parts.get('near') ?? []),
  };
}

function sums(currency: string, { count, total }: Pick<SummaryLine, 'count' | 'total'>): JsonObject {
  return { count, total: decimalText(total, currency) };
}

function months(currency: string, lines: readonly SummaryLine[]): JsonObject[] {
  return [...lines]
    .sort((a, b) => compareText(a.value, b.value))
    .map((line) => ({ month: line.value, ...sums(currency, line) }));
}

/** Every part is there, in order, so that a table has the same rows for every currency. */
function ageing(currency: string, lines: readonly SummaryLine[], now: number): JsonObject[] {
  const today = Math.floor(now / DAY_MS);
  const found = new Map([...AGES.map(([name]) => name), NO_DAY].map((name) => [name, { count: 0, total: 0n }]));
  for (const { value, count, total } of lines) {
    const sum = found.get(value === '' ? NO_DAY : ageOf(today - Date.parse(value) / DAY_MS));
    if (!sum) continue;
    sum.count += count;
    sum.total += total;
  }
  return [...found].map(([name, sum]) => ({ days_past: name, ...sums(currency, sum) }));
}

function ageOf(daysPast: number): string {
  return AGES.find(([, most]) => daysPast <= most)?.[0] ?? NO_DAY;
}

function top(currency: string, lines: readonly SummaryLine[]): JsonObject[] {
  return [...lines].sort(compareTotals).map((line) => ({ value: line.value, ...sums(currency, line) }));
}

/** Orders by total, largest first; ties by the bytes of the value. */
export function compareTotals(a: SummaryLine, b: SummaryLine): number {
  if (a.total !== b.total) return a.total > b.total ? -1 : 1;
  return compareText(a.value, b.value);
}

function nearDuplicates(summary: SummaryDefinition | undefined, lines: readonly SummaryLine[]): JsonObject {
  if (summary?.nearDuplicates === undefined) return {};
  const sets = [...grouped(lines, ({ head }) => head)].sort(([a], [b]) => compareText(a, b));
  return {
    near_duplicates: sets.map(([, values]) => ({
      values: values
        .sort((a, b) => b.count - a.count || compareText(a.value, b.value))
        .map(({ value, count }) => ({ value, count })),
    })),
  };
}

function grouped<K>(lines: readonly SummaryLine[], by: (line: SummaryLine) => K): Map<K, SummaryLine[]> {
  const groups = new Map<K, SummaryLine[]>();
  for (const line of lines) {
    const group = groups.get(by(line));
    if (group) group.push(line);
    else groups.set(by(line), [line]);
  }
  return groups;
}
