import type { OperationDefinition, ResourceDefinition, Shape } from '@thrivestack-revenue/engine';
import { isObject, type Json } from '../wire/cases.ts';
import type { JsonObject } from './values.ts';

/** What is stored of a create's body: with defaults, without nulls at the top, without the key. */
export function stored({ key }: ResourceDefinition, create: OperationDefinition, body: JsonObject): JsonObject {
  const { [key]: _, ...fields } = withDefaults(create.body ?? { type: 'object' }, body) as JsonObject;
  return withoutNulls(fields);
}

/** What is stored after an update. */
export function updated({ key }: ResourceDefinition, before: JsonObject, body: JsonObject): JsonObject {
  const { [key]: _, ...fields } = body;
  return withoutNulls({ ...before, ...fields });
}

/** What the history tells of a row. */
export function content({ key, fields }: ResourceDefinition, id: Json, document: JsonObject): JsonObject {
  const empty = fields.filter(({ readAsNull }) => readAsNull).map(({ name }): [string, Json] => [name, null]);
  return { [key]: id, ...Object.fromEntries(empty), ...document };
}

/** What a read shows of a row; times stand for themselves. */
export function shown(resource: ResourceDefinition, id: Json, document: JsonObject): JsonObject {
  return { created_at: '<any>', updated_at: '<any>', ...content(resource, id, document) };
}

function withDefaults(shape: Shape, value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => withDefaults(shape.items ?? { type: 'any' }, item));
  if (!isObject(value) || !shape.fields) return value;
  const copy: JsonObject = { ...value };
  for (const [name, field] of Object.entries(shape.fields)) {
    const given = Object.hasOwn(value, name) ? value[name] : field.default;
    if (given !== undefined) copy[name] = withDefaults(field, given);
  }
  return copy;
}

function withoutNulls(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
