import type { Json } from '../model.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from '../spec-document.ts';

/** Components that are only a way of writing: nothing is generated under their names. */
const INLINED = ['responses', 'parameters', 'requestBodies', 'headers', 'examples'];
/** Lists whose order says nothing. */
const UNORDERED = new Set(['required', 'enum', 'type', 'tags']);
const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * Writes a contract in one of its many equal forms, so that only what has an effect differs.
 * Anchors are written out, components without a type of their own are inlined, `allOf` is folded,
 * and lists without order are sorted.
 */
export function canonical(spec: SpecDocument): JsonObject {
  const root = rewrite(spec, spec.root, []);
  const result = isObject(root) ? root : {};
  const components = result['components'];
  // Every operation says its own now.
  if (result['paths'] !== undefined) delete result['security'];
  if (isObject(components)) for (const name of INLINED) delete components[name];
  return result;
}

/** Writes a JSON value with sorted keys: two values are equal when these texts are. */
export function stableText(value: Json): string {
  return JSON.stringify(value, (_key, member: Json) => {
    if (!isObject(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function rewrite(spec: SpecDocument, value: Json, path: Path): Json {
  if (Array.isArray(value)) return value.map((member, index) => rewrite(spec, member, [...path, index]));
  if (!isObject(value)) return value;
  const ref = value['$ref'];
  if (typeof ref === 'string') {
    if (!INLINED.some((name) => ref.startsWith(`#/components/${name}/`))) return value;
    const target = spec.resolve(value, path);
    return rewrite(spec, target.value, target.path);
  }
  const flat = isSchema(path) ? withNullInType(foldAllOf(spec, value, path)) : value;
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(flat)) {
    result[key] = ordered(key, rewrite(spec, member, [...path, key]), path);
  }
  if (METHODS.has(String(path.at(-1))) && path[0] === 'paths') withOwnSecurity(spec, result);
  return result;
}

/** Whether the value at a path is a schema, not a property that happens to have a schema's keyword as name. */
function isSchema(path: Path): boolean {
  return path.at(-1) !== 'properties' || path.at(-2) === 'properties';
}

function ordered(key: string, value: Json, path: Path): Json {
  if (!Array.isArray(value) || path.includes('example') || path.includes('examples')) return value;
  if (key === 'parameters')
    return sortedBy(value, (member) => (isObject(member) ? `${member['in']} ${member['name']}` : ''));
  if (key === 'tags' && path.length === 0)
    return sortedBy(value, (member) => (isObject(member) ? String(member['name']) : ''));
  return UNORDERED.has(key) ? sortedBy(value, (member) => JSON.stringify(member)) : value;
}

function sortedBy(values: readonly Json[], text: (value: Json) => string): Json[] {
  return [...values].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

/** Security of the whole contract, said again at an operation, is the same. */
function withOwnSecurity(spec: SpecDocument, operation: JsonObject): void {
  const general = spec.root['security'];
  if (operation['security'] === undefined && general !== undefined) operation['security'] = structuredClone(general);
}

/** `null` has three spellings: in `type`, as an alternative, and as `nullable` of OpenAPI 3.0. */
function withNullInType(schema: JsonObject): JsonObject {
  const { nullable, anyOf, oneOf, ...rest } = schema;
  const alternatives = anyOf ?? oneOf;
  const solid = Array.isArray(alternatives) ? alternatives.filter((member) => !isNull(member)) : [];
  const [only] = solid;
  const folded = Array.isArray(alternatives) && alternatives.length === 2 && solid.length === 1 && isObject(only);
  if (folded && typeof only['type'] === 'string') return { ...only, ...rest, type: [only['type'], 'null'] };
  if (nullable === true && typeof schema['type'] === 'string') {
    const { nullable: _said, ...others } = schema;
    return { ...others, type: [schema['type'], 'null'] };
  }
  return schema;
}

function isNull(member: Json): boolean {
  return isObject(member) && member['type'] === 'null';
}

/** Folds `allOf` as the generator does: properties and required add up, later keywords win. */
function foldAllOf(spec: SpecDocument, schema: JsonObject, path: Path, depth = 0): JsonObject {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf) || depth > 12) return schema;
  const merged: JsonObject = {};
  for (const part of [...allOf, own]) {
    const { value, path: at } = spec.resolve(part, path);
    const folded = isObject(value) ? foldAllOf(spec, value, at, depth + 1) : {};
    const properties = { ...objectOf(merged['properties']), ...objectOf(folded['properties']) };
    const required = [...listOf(merged['required']), ...listOf(folded['required'])];
    Object.assign(merged, folded);
    if (Object.keys(properties).length > 0) merged['properties'] = properties;
    if (required.length > 0) merged['required'] = [...new Set(required)];
  }
  return merged;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
