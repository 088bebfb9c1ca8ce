import type { Json, Shape } from './model.ts';
import { patternFault } from './pattern-cost.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from './spec-document.ts';

/** How a schema is read: defaults count on POST and in queries only. */
export interface ShapeOptions {
  readonly defaults: boolean;
  /** The resource's own key among the top-level fields. */
  readonly key?: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NUMERIC = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
] as const;

/**
 * Reduces a schema to what can be checked at run time.
 * @throws SpecError for a misused extension, with its line.
 */
export function readShape(spec: SpecDocument, schema: Json, at: Path, options: ShapeOptions, depth = 0): Shape {
  const { value, path } = spec.resolve(schema, at);
  // A schema that contains itself is checked to a depth no body may reach.
  if (depth > 12 || !isObject(value)) return { type: 'any' };
  const merged = mergeAllOf(spec, value, path);
  const union = merged['anyOf'] ?? merged['oneOf'];
  if (Array.isArray(union)) {
    const members = union.map((member, index) =>
      readShape(spec, member, [...path, 'anyOf', index], options, depth + 1),
    );
    return readUnion(members, merged, options);
  }
  const { type, nullable } = readType(merged);
  const shape: Mutable<Shape> = { type };
  if (nullable) shape.nullable = true;
  if (options.defaults && merged['default'] !== undefined) shape.default = merged['default'];
  if (Array.isArray(merged['enum'])) shape.enum = merged['enum'];
  if (merged['const'] !== undefined) shape.enum = [merged['const']];
  if (typeof merged['format'] === 'string') shape.format = merged['format'];
  if (typeof merged['pattern'] === 'string')
    shape.pattern = checkPattern(spec, merged['pattern'], [...path, 'pattern']);
  for (const name of NUMERIC) {
    const limit = merged[name];
    if (typeof limit === 'number') shape[name] = limit;
  }
  if (merged['uniqueItems'] === true) shape.uniqueItems = true;
  readExtensions(spec, merged, path, shape);
  if (type === 'array') shape.items = readShape(spec, merged['items'] ?? {}, [...path, 'items'], options, depth + 1);
  if (type === 'object') readObject(spec, merged, path, options, depth, shape);
  return shape;
}

function checkPattern(spec: SpecDocument, pattern: string, at: Path): string {
  const fault = patternFault(pattern);
  if (fault !== undefined) throw spec.fault(at, `the pattern ${JSON.stringify(pattern)} ${fault}`);
  return pattern;
}

function readObject(
  spec: SpecDocument,
  schema: JsonObject,
  path: Path,
  options: ShapeOptions,
  depth: number,
  shape: Mutable<Shape>,
): void {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const fields: Record<string, Shape> = {};
  const inner: ShapeOptions = { defaults: options.defaults };
  for (const [name, property] of Object.entries(properties)) {
    if (name in Object.prototype) {
      throw spec.fault(
        [...path, 'properties', name],
        `"${name}" cannot be a field: every object of JavaScript has one already; rename it.`,
      );
    }
    fields[name] = readShape(spec, property, [...path, 'properties', name], inner, depth + 1);
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.currencyField === undefined) continue;
    const currency = fields[field.currencyField];
    if (currency?.type !== 'string') {
      throw spec.fault(
        [...path, 'properties', name, 'x-money'],
        `x-money of "${name}" names "${field.currencyField}", which is no string field of the same object; name the field that holds the currency.`,
      );
    }
    fields[field.currencyField] = { ...currency, kind: 'currency' };
  }
  const key = options.key;
  if (key !== undefined && fields[key]) fields[key] = { ...fields[key], kind: 'id' };
  shape.fields = fields;
  if (Array.isArray(schema['required'])) shape.required = schema['required'].filter((name) => typeof name === 'string');
  const more = schema['additionalProperties'];
  const free = Object.keys(fields).length === 0 && more !== false;
  if (depth > 0 && (more === true || isObject(more) || free)) shape.open = true;
}

function readExtensions(spec: SpecDocument, schema: JsonObject, path: Path, shape: Mutable<Shape>): void {
  const money = schema['x-money'];
  if (money !== undefined) {
    if (!isObject(money) || typeof money['currency'] !== 'string') {
      throw spec.fault([...path, 'x-money'], 'x-money must be { currency: <name of the currency field> }.');
    }
    if (shape.type !== 'number') {
      throw spec.fault([...path, 'x-money'], 'x-money stands on a number; declare "type: number" or remove it.');
    }
    shape.currencyField = money['currency'];
  }
  const rule = schema['x-not-before'];
  if (rule !== undefined) {
    if (!isObject(rule) || typeof rule['field'] !== 'string' || typeof rule['code'] !== 'string') {
      throw spec.fault([...path, 'x-not-before'], 'x-not-before must be { field: <other field>, code: <error code> }.');
    }
    if (shape.format !== 'date-time') {
      throw spec.fault([...path, 'x-not-before'], 'x-not-before stands on a "format: date-time" field.');
    }
    shape.notBefore = { field: rule['field'], code: rule['code'] };
  }
}

function readType(schema: JsonObject): { type: Shape['type']; nullable: boolean } {
  const declared = schema['type'];
  const all = (Array.isArray(declared) ? declared : [declared]).filter((name) => typeof name === 'string');
  const nullable = all.includes('null') || schema['nullable'] === true;
  const types = all.filter((name) => name !== 'null');
  const [only] = types;
  if (types.length === 1 && isType(only)) return { type: only, nullable };
  if (types.length === 0 && isObject(schema['properties'])) return { type: 'object', nullable };
  if (types.length === 0 && schema['items'] !== undefined) return { type: 'array', nullable };
  return { type: 'any', nullable };
}

function isType(name: string | undefined): name is Shape['type'] {
  return name !== undefined && ['string', 'number', 'integer', 'boolean', 'object', 'array'].includes(name);
}

function readUnion(members: readonly Shape[], schema: JsonObject, { defaults }: ShapeOptions): Shape {
  const isNull = (shape: Shape): boolean => shape.type === 'any' && shape.nullable === true && !shape.enum;
  const solid = members.filter((member) => !isNull(member));
  const nullable = solid.length < members.length || members.some((member) => member.nullable);
  const [only] = solid;
  const base: Shape = solid.length === 1 && only ? only : { type: 'any', anyOf: solid };
  const withDefault = defaults && schema['default'] !== undefined ? { default: schema['default'] } : {};
  return { ...base, ...withDefault, ...(nullable ? { nullable: true } : {}) };
}

/** Folds `allOf` into one schema: properties and required add up, later keywords win. */
export function mergeAllOf(spec: SpecDocument, schema: JsonObject, at: Path): JsonObject {
  if (!Array.isArray(schema['allOf'])) return schema;
  const { allOf, ...own } = schema;
  const parts = (allOf as Json[]).map((part, index) => {
    const { value, path } = spec.resolve(part, [...at, 'allOf', index]);
    return isObject(value) ? mergeAllOf(spec, value, path) : {};
  });
  const merged: JsonObject = {};
  for (const part of [...parts, own]) {
    const properties = { ...asObject(merged['properties']), ...asObject(part['properties']) };
    const required = [...asArray(merged['required']), ...asArray(part['required'])];
    Object.assign(merged, part);
    if (Object.keys(properties).length > 0) merged['properties'] = properties;
    if (required.length > 0) merged['required'] = [...new Set(required)];
  }
  return merged;
}

export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function asArray(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
