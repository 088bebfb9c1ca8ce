import type { OptimisticList, OptimisticResource, Row } from './resource.ts';

type Value = string | number | null;

/** What a list is asked for. */
export type ListArgs = Readonly<Record<string, unknown>>;

/** What a field's value counts as where the server compares it; `null` for no value. */
function comparable({ instants, currencies }: OptimisticResource, field: string, value: unknown): Value {
  if (value == null) return null;
  if (instants.includes(field)) return Date.parse(value as string);
  if (currencies.includes(field)) return (value as string).toUpperCase();
  // Amounts are compared as numbers: in one currency two amounts of the API are never the same double.
  return typeof value === 'string' ? value : Number(value);
}

/** Compares numbers by size and texts by their bytes in UTF-8, whose order is that of code points. */
function compareValues(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [String(left), String(right)];
  for (let at = 0; ; at += 1) {
    const one = a.codePointAt(at) ?? -1;
    const two = b.codePointAt(at) ?? -1;
    if (one !== two || one < 0) return one - two;
  }
}

/** Tells whether a list shows a row; undefined when that cannot be decided here. */
export function fits(
  resource: OptimisticResource,
  list: OptimisticList,
  args: ListArgs,
  row: Row,
): boolean | undefined {
  let known: true | undefined = true;
  for (const [name, wanted] of Object.entries(args)) {
    if (wanted == null || [list.cursor, list.limit[0], list.sort[0], list.order[0]].includes(name)) continue;
    const [field, op] = list.filters[name] ?? [];
    if (!field || field === resource.created || field === resource.updated) {
      known = undefined;
      continue;
    }
    const value = comparable(resource, field, row[field]);
    if (value === null) return false;
    const order = compareValues(value, comparable(resource, field, wanted));
    const passes =
      op === 'prefix'
        ? String(value).startsWith(String(wanted))
        : order === 0
          ? op !== 'gt' && op !== 'lt'
          : op !== 'eq' && order < 0 === (op === 'lt' || op === 'lte');
    if (!passes) return false;
  }
  return known;
}

/** The order of a list. */
export interface Order {
  readonly field: string;
  readonly descending: boolean;
  /** Rows without a value come last in both directions; ties go by id in the same direction. */
  compare(a: Row, b: Row): number;
}

/** Finds the order that a list is asked for. */
export function orderOf(resource: OptimisticResource, { sort, order }: OptimisticList, args: ListArgs): Order {
  const field = String(args[sort[0]] ?? sort[1]);
  const descending = (args[order[0]] ?? order[1]) !== 'asc';
  return {
    field,
    descending,
    compare(a, b) {
      const [left, right] = [a, b].map((row) => comparable(resource, field, row[field])) as [Value, Value];
      if ((left === null) !== (right === null)) return left === null ? 1 : -1;
      const first = compareValues(left, right) || compareValues(a[resource.key] as string, b[resource.key] as string);
      return descending ? -first : first;
    },
  };
}
