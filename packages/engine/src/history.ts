import { canonical } from './canonical.ts';
import { crc32 } from './checksum.ts';
import { decodeCursor, encodeCursor, unreadableCursor } from './cursor.ts';
import { PAGE } from './list.ts';
import type { JsonObject, ResourceDefinition } from './manifest.ts';
import { createParameterReader } from './parameters.ts';
import { readContent } from './read-document.ts';
import type { Endpoint } from './routes.ts';
import type { AuditEntry, HistoryPage, HistoryQuery, Scope } from './store/port.ts';

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
      if (!Number.isSafeInteger(value) || Number(value) < 0) throw unreadableCursor(cursor.param);
      return { ...query, skip: Number(value) };
    },
    page(query, { entries, hasMore }) {
      // Changes are only ever added behind the last, so a place in the row's own history stays what it is; and it
      // tells nothing of what others wrote, as a number of the whole store would.
      const next = (query.skip ?? 0) + entries.length;
      return {
        [names.items]: entries.map((entry) => change(definition, entry)),
        [names.more]: hasMore,
        [names.next]: hasMore ? encodeCursor({ value: next, id: '' }, digestOf(query)) : null,
      };
    },
  };
}

/** Writes one change; its content is written as reads show it now. */
function change(definition: ResourceDefinition, entry: AuditEntry): JsonObject {
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
