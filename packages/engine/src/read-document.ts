import { CREATED_AT, UPDATED_AT } from './columns.ts';
import type { JsonObject, ResourceDefinition } from './manifest.ts';
import type { StoredRow } from './store/port.ts';

/** Writes a row as reads show it: the key, the fields in the order of the contract, the engine's own times. */
export function readDocument(definition: ResourceDefinition, row: StoredRow): JsonObject {
  const shown: JsonObject = { [definition.key]: row.id };
  for (const { name, readAsNull } of definition.fields) {
    const value = row.document[name];
    if (value !== undefined) shown[name] = value;
    else if (readAsNull) shown[name] = null;
  }
  // Open bodies store more than the contract names.
  for (const [name, value] of Object.entries(row.document)) if (!Object.hasOwn(shown, name)) shown[name] = value;
  // A resource may have fields of these names: then they are its own.
  if (!Object.hasOwn(shown, CREATED_AT)) shown[CREATED_AT] = new Date(row.createdAt).toISOString();
  if (!Object.hasOwn(shown, UPDATED_AT)) shown[UPDATED_AT] = new Date(row.updatedAt).toISOString();
  return shown;
}
