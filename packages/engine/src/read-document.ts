import { CREATED_AT, UPDATED_AT } from './columns.ts';
import type { JsonObject, ResourceDefinition } from './manifest.ts';
import type { StoredRow } from './store/port.ts';

/** Writes what a row says, as reads show it: the key, then the fields in the order of the contract. */
export function readContent(definition: ResourceDefinition, id: string, document: JsonObject): JsonObject {
  const shown: JsonObject = { [definition.key]: id };
  for (const { name, readAsNull } of definition.fields) {
    const value = document[name];
    if (value !== undefined) shown[name] = value;
    else if (readAsNull) shown[name] = null;
  }
  // Open bodies store more than the contract names.
  for (const [name, value] of Object.entries(document)) if (!Object.hasOwn(shown, name)) shown[name] = value;
  return shown;
}

/** Writes a row as reads show it: its content and the engine's own times. */
export function readDocument(definition: ResourceDefinition, row: StoredRow): JsonObject {
  const shown = readContent(definition, row.id, row.document);
  // A resource may have fields of these names: then they are its own.
  if (!Object.hasOwn(shown, CREATED_AT)) shown[CREATED_AT] = new Date(row.createdAt).toISOString();
  if (!Object.hasOwn(shown, UPDATED_AT)) shown[UPDATED_AT] = new Date(row.updatedAt).toISOString();
  return shown;
}
