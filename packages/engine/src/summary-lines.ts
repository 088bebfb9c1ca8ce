import { columnValue, findColumn } from './columns.ts';
import { fold } from './fold.ts';
import type { JsonObject, ResourceDefinition } from './manifest.ts';
import type { ColumnValue, SummaryLine, SummaryPart } from './store/port.ts';

/** Returns what a row adds to the aggregates of its resource; nothing for a resource without a summary. */
export function summaryLines(definition: ResourceDefinition, document: JsonObject): SummaryLine[] {
  const { summary } = definition;
  if (!summary) return [];
  const value = (field: string | undefined): ColumnValue => {
    const column = field === undefined ? undefined : findColumn(definition, field);
    return column ? columnValue(column, document) : null;
  };
  const lines: SummaryLine[] = [];
  const unit = value(summary.unit);
  const amount = value(summary.measure);
  // A row without an amount or a currency belongs to no total.
  if (typeof unit === 'string' && typeof amount === 'number') {
    const add = (part: SummaryPart, at: string): void =>
      void lines.push({ part, head: unit, value: at, count: 1, total: BigInt(amount) });
    add('total', '');
    const month = value(summary.month);
    if (typeof month === 'string') add('month', month.slice(0, MONTH_LENGTH));
    if (summary.ageing !== undefined) add('day', String(value(summary.ageing) ?? '').slice(0, DAY_LENGTH));
    const top = value(summary.top);
    if (typeof top === 'string') add('top', top);
  }
  const near = value(summary.nearDuplicates);
  if (typeof near === 'string') lines.push({ part: 'near', head: fold(near), value: near, count: 1, total: 0n });
  return lines;
}

/** Lengths of `2024-01` and `2024-01-31`, with which an instant in UTC begins. */
const MONTH_LENGTH = 7;
const DAY_LENGTH = 10;

/** Returns what a change of one row changes in the aggregates: what it added is taken away, what it adds is added. */
export function summaryDeltas(
  definition: ResourceDefinition,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): SummaryLine[] {
  const gone = before ? summaryLines(definition, before) : [];
  const come = after ? summaryLines(definition, after) : [];
  const taken = gone.map((line) => ({ ...line, count: -line.count, total: -line.total }));
  // The lines of one row are all different: only those of two can meet.
  return before && after ? mergeLines([...taken, ...come]) : [...taken, ...come];
}

/** Adds up lines over the same; what comes to nothing is left out. */
export function mergeLines(lines: Iterable<SummaryLine>): SummaryLine[] {
  const sums = new LineSums();
  sums.add(lines);
  return sums.lines();
}

/** Adds up lines over the same, as they come. */
export class LineSums {
  readonly #sums = new Map<string, { -readonly [K in keyof SummaryLine]: SummaryLine[K] }>();

  add(lines: Iterable<SummaryLine>): void {
    for (const line of lines) {
      const name = lineName(line);
      const sum = this.#sums.get(name);
      if (sum) {
        sum.count += line.count;
        sum.total += line.total;
      } else this.#sums.set(name, { ...line });
    }
  }

  /** Returns the sums; what came to nothing is left out. */
  lines(): SummaryLine[] {
    return [...this.#sums.values()].filter(({ count, total }) => count !== 0 || total !== 0n);
  }
}

/** Names what a line is over: no two lines have one name. */
export function lineName({ part, head, value }: SummaryLine): string {
  return `${part} ${head.length} ${head}${value}`;
}
