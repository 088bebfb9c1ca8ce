import { canonical } from './canonical.ts';
import { crc32 } from './checksum.ts';
import { findColumn, rowValue } from './columns.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { JsonObject, ResourceDefinition } from './manifest.ts';
import { createParameterReader } from './parameters.ts';
import { readDocument } from './read-document.ts';
import type { Endpoint } from './routes.ts';
import type { ListPage, ListQuery, Scope } from './store/port.ts';

/** Makes queries and pages of one list operation. */
export interface Lister {
  /** Reads the query parameters. @throws Refusal 400 that names every wrong one. */
  query(scope: Scope, parameters: ReadonlyMap<string, string>): ListQuery;
  /** Writes the page that a query found. */
  page(query: ListQuery, found: ListPage): JsonObject;
}

/** Makes the lister of a list operation. */
export function createLister(endpoint: Endpoint): Lister {
  const { definition, operation } = endpoint;
  const read = createParameterReader(endpoint);
  const names = operation.pagination ?? PAGE;
  return {
    query(scope, given) {
      const { filters, sort, order, limit, cursor } = read(given);
      const query: ListQuery = { scope, resource: definition.name, filters, sort: { column: sort }, order, limit };
      if (cursor === undefined) return query;
      const type = isText(definition, sort) ? 'string' : 'number';
      return { ...query, after: decodeCursor(cursor.text, digestOf(query), type, cursor.param) };
    },
    page(query, { rows, hasMore }) {
      const last = hasMore ? rows.at(-1) : undefined;
      const next = last
        ? encodeCursor({ value: rowValue(definition, query.sort.column, last), id: last.id }, digestOf(query))
        : null;
      return {
        [names.items]: rows.map((row) => readDocument(definition, row)),
        [names.more]: hasMore,
        [names.next]: next,
      };
    },
  };
}

/** Names of a page's fields where the contract does not say. */
export const PAGE = { items: 'data', next: 'next_cursor', more: 'has_more' } as const;

function isText(definition: ResourceDefinition, name: string): boolean {
  const column = findColumn(definition, name);
  return column ? column.type === 'text' || column.type === 'instant' : name === definition.key;
}

/** Stands for everything that decides which rows follow which. */
function digestOf({ resource, filters, sort, order }: ListQuery): number {
  return crc32(
    canonical([resource, sort.column, order, ...filters.map(({ column, op, value }) => [column, op, value])]),
  );
}
