import type { OptimisticResource, Row } from './resource.ts';

/**
 * Makes the row that a write will leave, as the API will show it.
 *
 * @param before The row as far as it is known.
 * @param at The time that stands for the server's until it has answered, RFC 3339.
 * @returns undefined after a delete, and when nothing is known of the row.
 */
export function nextRow(
  resource: OptimisticResource,
  kind: 'create' | 'update' | 'delete' | undefined,
  before: Row | undefined,
  body: Row,
  at: string,
): Row | undefined {
  const { nulls, defaults, instants, currencies, created, updated } = resource;
  const isNew = kind === 'create';
  if (!isNew && (kind !== 'update' || !before)) return undefined;
  const after: Record<string, unknown> = isNew ? { ...defaults } : { ...before };
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    const time = instants.includes(name) ? Date.parse(value as string) : Number.NaN;
    if (value === null) delete after[name];
    else if (!Number.isNaN(time)) after[name] = new Date(time).toISOString();
    else after[name] = currencies.includes(name) ? String(value).toUpperCase() : value;
  }
  for (const name of nulls) after[name] ??= null;
  if (isNew && created) after[created] = at;
  if (updated) after[updated] = at;
  return after;
}
