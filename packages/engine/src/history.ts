import { canonical } from './canonical.ts';
import { crc32 } from './checksum.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { PAGE } from './list.ts';
import type { JsonObject, ResourceDefinition } from './manifest.ts';
import { createParameterReader } from './parameters.ts';
import { readContent } from './read-document.ts';
import type { Endpoint } from './routes.ts';
import type { HistoryEntry, HistoryPage, HistoryQuery, Scope } from './store/port.ts';

/** Makes queries and pages of one history operation. */
export interface Historian {
  /** Reads the query parameters. @throws Refusal 400 that names every wrong one. */
  query(scope: Scope, id: string, parameters: ReadonlyMap<string, string>): HistoryQuery;
  /** Writes the page that a query found. */
  page(query: HistoryQuery, found: HistoryPage): JsonObject;
}

/** Makes the historian of a history operation. */
export function createHistorian(endpoint: Endpoint): Historian {
  const { definition, operation } = endpoint;
  const read = createParameterReader(endpoint);
  const names = operation.pagination ?? PAGE;
  return {
    query(scope, id, given) {
      const { limit, cursor } = read(given);
      const query = { scope, resource: definition.name, id, limit };
      if (cursor === undefined) return query;
      const { value } = decodeCursor(cursor.text, digestOf(query), 'number', cursor.param);
      return { ...query, after: Number(value) };
    },
    page(query, { entries, hasMore }) {
      const last = hasMore ? entries.at(-1) : undefined;
      return {
        [names.items]: entries.map((entry) => change(definition, entry)),
        [names.more]: hasMore,
        [names.next]: last ? encodeCursor({ value: last.sequence, id: '' }, digestOf(query)) : null,
      };
    },
  };
}

/** Writes one change; its content is written as reads show it now. */
function change(definition: ResourceDefinition, entry: HistoryEntry): JsonObject {
  const { id, action, at, keyId, requestId, before, after } = entry;
  return {
    action,
    at: new Date(at).toISOString(),
    key_id: keyId,
    request_id: requestId,
    before: before && readContent(definition, id, before),
    after: after && readContent(definition, id, after),
  };
}

/** A cursor belongs to one row's history. */
function digestOf({ resource, id }: HistoryQuery): number {
  return crc32(canonical(['history', resource, id]));
}
