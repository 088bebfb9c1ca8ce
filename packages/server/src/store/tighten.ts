import type { ListFilter, ListQuery } from '@thrivestack-revenue/engine';
import type { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import { ZoneSearch } from './zone-sql.ts';
import type { ZoneOrder, Zones } from './zones.ts';

/**
 * Adds the filters that follow from those of a query: what passes lies in some zones of every order, hence between
 * two values of its column.
 *
 * @returns the filters; nothing when no row can pass them all.
 */
export function tighten(
  statements: Statements,
  table: Table,
  zones: Zones,
  { after: _, ...query }: ListQuery,
): readonly ListFilter[] | undefined {
  let { filters } = query;
  for (const order of zones.orders) {
    const search = new ZoneSearch(statements, table, zones, order, { ...query, filters });
    if (!search.any) return filters;
    const { reach } = search;
    const without = order.nullable && filters.every(({ column }) => column !== order.field) && search.withoutValue;
    if (!reach && !without) return undefined;
    if (reach && !without) filters = [...filters, ...between(order, reach)];
  }
  return filters;
}

function between({ field, lowest }: ZoneOrder, { start, stop }: NonNullable<ZoneSearch['reach']>): ListFilter[] {
  const from: ListFilter[] = start === lowest ? [] : [{ column: field, op: 'gte', value: start }];
  return stop === null ? from : [...from, { column: field, op: 'lt', value: stop }];
}
