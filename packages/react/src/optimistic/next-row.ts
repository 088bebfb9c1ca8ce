import type { OptimisticResource, Pending, Row } from './resource.ts';

/** Writes a field's value as the API shows it. */
export function shown({ instants, currencies }: OptimisticResource, field: string, value: unknown): unknown {
  // What is no date stays as it is: the API will refuse it.
  const instant = instants.includes(field) && new Date(value as string).toJSON();
  return instant || (currencies.includes(field) ? String(value).toUpperCase() : value);
}

/**
 * Makes the row that a write will leave, as the API will show it.
 *
 * @param before The row as far as it is known.
 * @returns undefined after a delete, and when nothing is known of the row.
 */
export function nextRow(
  resource: OptimisticResource,
  { begin, body, at, sets }: Pending,
  before: Row | undefined,
): Row | undefined {
  const row = begin === true ? before : begin;
  if (!row) return undefined;
  const after: Record<string, unknown> = { ...row };
  for (const [name, value] of Object.entries(body)) {
    if (value === null) delete after[name];
    else if (value !== undefined) after[name] = shown(resource, name, value);
  }
  for (const name of resource.nulls) after[name] ??= null;
  for (const name of sets) after[name] = at;
  return after;
}
