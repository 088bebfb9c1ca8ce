import type { Json } from './model.ts';
import { isObject, type JsonObject } from './spec-document.ts';

/** Keywords whose members have names of the contract's choice: a field may be called `default`. */
const MAPS = new Set(
  '$defs content definitions dependentSchemas encoding headers parameters paths patternProperties properties requestBodies responses schemas securitySchemes'.split(
    ' ',
  ),
);

/** Keywords that hold data, not more contract. */
const DATA = new Set(['const', 'default', 'enum', 'example', 'examples']);

/**
 * Adds unit, default and source to the description of everything that has them.
 *
 * A default counts on POST and in queries only: what only the bodies of PUT lead to loses it.
 * @param root A contract that is changed in place.
 */
export function enrich(root: JsonObject): void {
  const put = new Set<JsonObject>();
  const others = new Set<JsonObject>();
  for (const item of Object.values(isObject(root['paths']) ? root['paths'] : {})) {
    if (!isObject(item)) continue;
    for (const [method, operation] of Object.entries(item)) {
      if (method === 'put' && isObject(operation)) {
        const { requestBody = null, ...rest } = operation;
        collect(requestBody, put, root);
        collect(rest, others, root);
      } else collect(operation, others, root);
    }
  }
  for (const value of put) {
    if (!others.has(value)) delete value['default'];
  }
  // What an alias of YAML repeats is one object, and described once.
  const all = new Set<JsonObject>();
  collect(root, all);
  for (const value of all) describe(value, put.has(value) ? 'Default on creation' : 'Default');
}

/**
 * Collects every object of the contract that a value leads to.
 * @param root Where references are followed; absent: they are not.
 */
function collect(value: Json, reached: Set<JsonObject>, root?: JsonObject, isMap = false): void {
  if (Array.isArray(value)) {
    for (const member of value) collect(member, reached, root);
    return;
  }
  if (!isObject(value) || reached.has(value)) return;
  if (!isMap) reached.add(value);
  if (root && !isMap) collect(referred(root, value), reached, root);
  for (const [key, member] of Object.entries(value)) {
    if (isMap) collect(member, reached, root);
    else if (!DATA.has(key)) collect(member, reached, root, MAPS.has(key));
  }
}

/** Follows the `$ref` of an object; without one it is the object itself. */
export function referred(root: JsonObject, from: JsonObject): Json {
  const ref = from['$ref'];
  if (typeof ref !== 'string') return from;
  let value: Json = root;
  for (const part of ref.slice('#/'.length).split('/')) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = value[Number(name)] ?? null;
    else if (isObject(value) && Object.hasOwn(value, name)) value = value[name] ?? null;
    else return null;
  }
  return value;
}

function describe(value: JsonObject, label: string): void {
  const { description, schema } = value;
  if (typeof description !== 'string') return;
  const fallback = value['default'] ?? (isObject(schema) ? schema['default'] : undefined);
  const facts = [
    ...(typeof value['x-unit'] === 'string' ? [`Unit: ${value['x-unit']}.`] : []),
    ...(fallback === undefined ? [] : [`${label}: ${JSON.stringify(fallback)}.`]),
    ...(value['x-source'] === 'vendor' ? ['Source: vendor.'] : []),
    ...(value['x-source'] === 'ours' ? ['Source: ours (self-hosted server).'] : []),
  ];
  if (facts.length > 0) value['description'] = `${description.trim()}\n\n${facts.join(' ')}`;
}
