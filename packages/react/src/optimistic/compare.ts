import { shown } from './next-row.ts';
import type { OptimisticResource, Row } from './resource.ts';

/** What a list is asked for. */
export type ListArgs = Readonly<Record<string, unknown>>;

/**
 * Compares two rows by a field as the server does: -1, 0 or 1.
 *
 * Numbers by size, texts by their bytes in UTF-8, whose order is that of code points, instants by time:
 * as the API shows them that is the order of their texts. Amounts are compared as numbers: in one
 * currency two amounts of the API are never the same double.
 */
export function compareBy(resource: OptimisticResource, field: string, a: Row, b: Row): number {
  const [left, right] = [a, b].map((row) => {
    const text = shown(resource, field, row[field]);
    // UTF-16 has what is beyond U+FFFF before U+E000: this puts it behind.
    return typeof text === 'string' ? text.replace(/[\ud800-\udfff]/g, '\uffff$&') : text;
  }) as [number, number];
  return left < right ? -1 : Number(left > right);
}

/** Tells whether a list shows a row; undefined when that cannot be decided here. */
export function fits(resource: OptimisticResource, args: ListArgs, row: Row): boolean | undefined {
  let known: true | undefined = true;
  for (const [name, wanted] of Object.entries(args)) {
    if (wanted == null) continue;
    const filter = resource.filters[name];
    if (!filter) known = undefined;
    const [field, ...passes] = filter ?? [];
    if (!field) continue;
    const value = row[field];
    if (value == null) return false;
    const order = compareBy(resource, field, row, { [field]: wanted });
    if (!(passes.length > 0 ? passes.includes(order) : String(value).startsWith(String(wanted)))) return false;
  }
  return known;
}
