import type { Emitter, Json, Model, Operation, Parameter, Resource, Shape } from '../model.ts';
import { header, propertyKey } from './text.ts';

const FILE = 'packages/engine/src/generated/manifest.gen.ts';
const WIDTH = 120;

/** Writes the manifest: the contract as data for the engine. */
export const emitEngine: Emitter = (model) =>
  new Map([
    [
      FILE,
      `${header()}import type { Manifest } from '../manifest.ts';

/** The contract as the engine reads it. */
export const manifest: Manifest = ${data(manifestOf(model), '', 33)};
`,
    ],
  ]);

/** A tree of plain data in which `undefined` stands for nothing. */
type Data = string | number | boolean | null | undefined | readonly Data[] | { readonly [key: string]: Data };

function manifestOf(model: Model): Data {
  return {
    title: model.title,
    keyHeader: model.keyHeader.toLowerCase(),
    scopes: model.scopes,
    resources: model.resources.filter(({ stored }) => stored).map(resourceOf),
    builtins: model.resources.filter(({ stored }) => !stored).flatMap(({ operations }) => operations.map(builtinOf)),
  };
}

function resourceOf(resource: Resource): Data {
  return {
    name: resource.name,
    path: resource.path,
    key: resource.key,
    singular: resource.singular,
    alreadyExistsCode: resource.alreadyExistsCode,
    operations: resource.operations.map(operationOf),
    fields: resource.fields
      .filter(({ name }) => name !== resource.key)
      .map(({ name, shape, immutable, readAsNull }) => ({
        name,
        shape: shapeOf(shape),
        immutable: immutable || undefined,
        readAsNull: readAsNull || undefined,
      })),
    rules: resource.rules.map(({ field, other, code }) => ({ field, other, code })),
    columns: columnsOf(resource),
    summary: resource.summary && { ...resource.summary },
  };
}

function columnsOf({ columns, fields, key, summary }: Resource): Data {
  const plain = columns
    .filter(({ field }) => field !== key)
    .map(({ field, type }) => ({
      field,
      type,
      currencyField: fields.find(({ name }) => name === field)?.shape.currencyField,
    }));
  const folded = summary?.nearDuplicates;
  return folded === undefined ? plain : [...plain, { field: folded, type: 'folded' }];
}

/** An operation that reads no rows. */
function builtinOf({ id, kind, httpMethod, path, scope }: Operation): Data {
  return { id, kind, method: httpMethod, path, scope };
}

function operationOf(operation: Operation): Data {
  const { id, kind, httpMethod, path, scope, bodyShape, query, pagination } = operation;
  return {
    id,
    kind,
    method: httpMethod,
    path,
    scope,
    body: bodyShape && shapeOf(bodyShape),
    query: query.length > 0 || kind === 'list' ? query.map(parameterOf) : undefined,
    pagination: pagination && { items: pagination.items, next: pagination.next, more: pagination.more },
  };
}

function parameterOf({ name, required, role, shape }: Parameter): Data {
  return { name, required: required || undefined, role, shape: shapeOf(shape) };
}

/** A shape without what the manifest says elsewhere: the rules of a resource stand beside its fields. */
function shapeOf(shape: Shape): Data {
  const { notBefore: _, items, fields, anyOf, ...rest } = shape;
  return {
    ...rest,
    items: items && shapeOf(items),
    fields: fields && Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, shapeOf(field)])),
    anyOf: anyOf?.map(shapeOf),
  };
}

/** Prints data as TypeScript, on one line where it fits; `taken` is what stands before it on its line. */
function data(value: Data, indent: string, taken: number): string {
  const line = flat(value);
  if (typeof value !== 'object' || value === null || taken + line.length < WIDTH) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const lines = present(value).map(([name, item]) => {
    const label = isList ? '' : `${key(name)}: `;
    return `${inner}${label}${data(item, inner, inner.length + label.length + 1)},\n`;
  });
  return isList ? `[\n${lines.join('')}${indent}]` : `{\n${lines.join('')}${indent}}`;
}

function flat(value: Data): string {
  if (typeof value !== 'object' || value === null) return quote(value ?? null);
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  const parts = present(value).map(([name, item]) => `${key(name)}: ${flat(item)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function present(value: object): [string, Data][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

/** A plain `__proto__: …` in a literal would set the prototype. */
function key(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : propertyKey(name);
}

function quote(value: Json): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
