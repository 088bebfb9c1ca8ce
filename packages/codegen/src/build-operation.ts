import { camel, pascal } from './emit/text.ts';
import { describe, readFieldDocs } from './field-docs.ts';
import type { Operation, Shape, StoredField } from './model.ts';
import { answerSchema, bodySchema, type RawOperation, type RawResource } from './operations.ts';
import { readPagination, readParameters, readPathParameter } from './parameters.ts';
import { readShape } from './shapes.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from './spec-document.ts';
import type { TypeScriptTypes } from './types.ts';

/**
 * Builds one operation of the model.
 * @param schemes Names of the API key schemes.
 * @param fields Stored fields that filters may name.
 */
export function buildOperation(
  spec: SpecDocument,
  raw: RawResource,
  operation: RawOperation,
  types: TypeScriptTypes,
  schemes: ReadonlyMap<string, string>,
  fields: readonly StoredField[],
): Operation {
  const { value, at, kind, id } = operation;
  const source = value['x-source'] === 'ours' ? 'ours' : 'vendor';
  const writes = isWrite(kind);
  const schema = bodySchema(spec, value, at);
  if (writes && !schema) throw spec.fault(at, `"${id}" has no JSON request body; add one with "${raw.key}".`);
  const bodyShape = writes && schema ? readBody(spec, schema, raw, operation) : undefined;
  const paged = kind === 'list' || kind === 'history';
  const query = paged || kind === 'summary' ? readParameters(spec, operation, raw.key, fields) : [];
  const pagination = paged ? readPagination(spec, operation) : undefined;
  const described = describe(value, source);
  const answer = answerSchema(spec, value, at);
  if (!answer) throw spec.fault(at, `"${id}" has no JSON answer; add a 200 with "application/json".`);
  const answerShape = readShape(spec, answer.value, answer.path, { defaults: false });
  return {
    kind,
    id,
    method: methodName(raw, operation),
    hook: `use${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    httpMethod: operation.httpMethod,
    path: operation.path,
    ...(operation.path.includes('{') ? pathOf(spec, raw, operation) : {}),
    source,
    scope: scopeOf(spec, operation, schemes),
    summary: typeof value['summary'] === 'string' ? value['summary'] : defaultSummary(operation, raw),
    ...(described.description === undefined ? {} : { description: described.description }),
    deprecated: value['deprecated'] === true,
    body: bodyShape && schema ? readFieldDocs(spec, schema.value, schema.path, bodyShape, source) : [],
    ...(bodyShape ? { bodyShape } : {}),
    query,
    ...(pagination ? { pagination } : {}),
    answer: readFieldDocs(spec, answer.value, answer.path, answerShape, source),
    answerShape,
    statuses: statusesOf(value),
    invalidates: invalidatesOf(spec, operation, writes ? [camel(raw.name)] : []),
    types: typesOf(spec, operation, answer, types, pagination?.items, paged || kind === 'summary'),
  };
}

/** operationId less the resource's noun: `createInvoice` → `create`, `getInvoiceSummary` → `getSummary`. */
function methodName(raw: RawResource, { id, kind }: RawOperation): string {
  const noun = pascal(kind === 'list' ? raw.name : raw.singular);
  const at = id.indexOf(noun);
  const rest = at > 0 ? id.slice(0, at) + id.slice(at + noun.length) : '';
  return rest === '' ? id : rest;
}

function pathOf(
  spec: SpecDocument,
  raw: RawResource,
  operation: RawOperation,
): Pick<Operation, 'pathParameter' | 'pathDoc'> {
  return { pathParameter: raw.key, pathDoc: readPathParameter(spec, operation, raw.key) };
}

function readBody(
  spec: SpecDocument,
  schema: { value: JsonObject[string]; path: Path },
  raw: RawResource,
  operation: RawOperation,
): Shape {
  const shape = readShape(spec, schema.value, schema.path, { defaults: operation.kind === 'create', key: raw.key });
  if (shape.type !== 'object' || !shape.fields?.[raw.key]) {
    throw spec.fault(schema.path, `the body of "${operation.id}" must be an object with the key "${raw.key}".`);
  }
  if (shape.fields[raw.key]?.type !== 'string') {
    throw spec.fault(schema.path, `"${raw.key}" must be a string: it is the key of "${raw.name}".`);
  }
  return shape;
}

function defaultSummary(operation: RawOperation, raw: RawResource): string {
  const noun = raw.singular.replaceAll('_', ' ');
  if (operation.kind === 'history') return `List the changes of one ${noun}`;
  if (operation.kind === 'summary') return `Add up ${raw.name.replaceAll('-', ' ')}`;
  if (operation.kind === 'key') return 'Describe the key that asks';
  const thing = (operation.kind === 'list' ? raw.name : raw.singular).replaceAll(/[_-]/g, ' ');
  const article = operation.kind === 'list' ? '' : /^[aeiou]/.test(thing) ? 'an ' : 'a ';
  return `${operation.kind.charAt(0).toUpperCase()}${operation.kind.slice(1)} ${article}${thing}`;
}

function statusesOf(operation: JsonObject): number[] {
  const responses = isObject(operation['responses']) ? Object.keys(operation['responses']) : [];
  return responses
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => a - b);
}

function invalidatesOf(spec: SpecDocument, operation: RawOperation, fallback: readonly string[]): readonly string[] {
  const declared = operation.value['x-invalidates'];
  if (declared === undefined) return fallback;
  const paths = isObject(spec.root['paths']) ? spec.root['paths'] : {};
  const posted = Object.entries(paths).filter(([, item]) => isObject(item) && isObject(item['post']));
  const known = posted.map(([path]) => path.split('/').at(-1) ?? '');
  if (!Array.isArray(declared) || !declared.every((name) => typeof name === 'string' && known.includes(name))) {
    throw spec.fault(
      [...operation.at, 'x-invalidates'],
      `x-invalidates must be a list of resources of this contract (${known.join(', ')}).`,
    );
  }
  return declared.map((name) => camel(String(name)));
}

function typesOf(
  spec: SpecDocument,
  operation: RawOperation,
  answer: { value: JsonObject[string]; path: Path },
  types: TypeScriptTypes,
  items: string | undefined,
  queried: boolean,
): Operation['types'] {
  const names = types.operation(operation.id);
  const imports = new Set<string>();
  const named = (
    schema: { value: JsonObject[string]; path: Path } | undefined,
    otherwise: string,
    name: string,
  ): string => {
    const component = schema ? spec.resolve(schema.value, schema.path).name : undefined;
    imports.add(component ? types.schema(component) : name);
    return component ? types.schema(component) : otherwise;
  };
  const body = bodySchema(spec, operation.value, operation.at);
  const response = named(answer, names.response, names.response);
  const query = queried ? `NonNullable<${names.data}['query']>` : undefined;
  if (query) imports.add(names.data);
  let item: string | undefined;
  if (items !== undefined) {
    const page = spec.resolve(answer.value, answer.path);
    const properties = isObject(page.value) && isObject(page.value['properties']) ? page.value['properties'] : {};
    const list = spec.resolve(properties[items] ?? {}, [...page.path, 'properties', items]);
    const inline = `NonNullable<${response}[${JSON.stringify(items)}]>[number]`;
    const schema = isObject(list.value) ? list.value['items'] : undefined;
    item = schema ? named({ value: schema, path: [...list.path, 'items'] }, inline, response) : inline;
  }
  return {
    ...(body ? { body: named(body, `${names.data}['body']`, names.data) } : {}),
    ...(query ? { query } : {}),
    response,
    ...(item ? { item } : {}),
    imports: [...imports].sort(),
  };
}

function scopeOf(spec: SpecDocument, operation: RawOperation, schemes: ReadonlyMap<string, string>): string {
  const security = operation.value['security'] ?? spec.root['security'];
  for (const requirement of Array.isArray(security) ? security : []) {
    for (const [scheme, scopes] of Object.entries(isObject(requirement) ? requirement : {})) {
      const [scope] = Array.isArray(scopes) ? scopes : [];
      if (schemes.has(scheme) && typeof scope === 'string') return scope;
    }
  }
  throw spec.fault(
    operation.at,
    `no scope for "${operation.id}"; write "security: [{ apiKey: [revenue] }]" on top or on it.`,
  );
}

/** Whether an operation changes rows. */
export function isWrite(kind: RawOperation['kind']): boolean {
  return kind === 'create' || kind === 'update' || kind === 'delete';
}
