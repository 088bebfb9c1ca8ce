import { camel, pascal } from './emit/text.ts';
import type { Column, Model, NotBeforeRule, Operation, Resource, Shape, StoredField } from './model.ts';
import { answerSchema, bodySchema, type RawOperation, type RawResource } from './operations.ts';
import { readPagination, readParameters } from './parameters.ts';
import { describe, readFieldDocs, readShape } from './shapes.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from './spec-document.ts';
import type { TypeScriptTypes } from './types.ts';

/** Builds the plain model that the emitters read. */
export function buildModel(spec: SpecDocument, raw: readonly RawResource[], types: TypeScriptTypes): Model {
  const info = isObject(spec.root['info']) ? spec.root['info'] : {};
  const security = readSecurity(spec);
  const resources = raw.map((resource) => buildResource(spec, resource, types, security.scopes));
  checkNames(spec, raw);
  const servers = Array.isArray(spec.root['servers']) ? spec.root['servers'] : [];
  return {
    title: String(info['title'] ?? 'API'),
    version: String(info['version'] ?? '0.0.0'),
    servers: servers.flatMap((server) =>
      isObject(server) && typeof server['url'] === 'string' ? [server['url']] : [],
    ),
    keyHeader: security.header,
    scopes: [...new Set(resources.flatMap((resource) => resource.operations.map((operation) => operation.scope)))],
    resources,
    typeNames: types.names,
  };
}

function readSecurity(spec: SpecDocument): { header: string; scopes: ReadonlyMap<string, string> } {
  const components = isObject(spec.root['components']) ? spec.root['components'] : {};
  const schemes = isObject(components['securitySchemes']) ? components['securitySchemes'] : {};
  for (const [name, scheme] of Object.entries(schemes)) {
    if (isObject(scheme) && scheme['type'] === 'apiKey' && scheme['in'] === 'header') {
      return { header: String(scheme['name']).toLowerCase(), scopes: new Map([[name, name]]) };
    }
  }
  throw spec.fault(['components'], 'no API key scheme found; add a securityScheme of "type: apiKey" and "in: header".');
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

function buildResource(
  spec: SpecDocument,
  raw: RawResource,
  types: TypeScriptTypes,
  schemes: ReadonlyMap<string, string>,
): Resource {
  const property = camel(raw.name);
  const operations: Operation[] = [];
  // Lists come last: their filters name stored fields.
  for (const operation of raw.operations.filter(({ kind }) => kind !== 'list')) {
    operations.push(buildOperation(spec, raw, operation, types, schemes, []));
  }
  const read = raw.operations.find(({ kind }) => kind === 'get' || kind === 'list');
  const fields = storedFields(raw, operations, read ? readNullable(spec, read) : new Set());
  for (const operation of raw.operations.filter(({ kind }) => kind === 'list')) {
    operations.push(buildOperation(spec, raw, operation, types, schemes, fields));
  }
  return {
    name: raw.name,
    property,
    noun: pascal(raw.singular),
    nounPlural: pascal(raw.name),
    singular: raw.singular,
    path: raw.path,
    key: raw.key,
    alreadyExistsCode: `${raw.singular}_already_exists`,
    operations: operations.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    fields,
    rules: notBeforeRules(spec, raw, operations, fields),
    columns: columnsOf(operations, fields),
  };
}

const ORDER = ['create', 'update', 'delete', 'get', 'list'];

function buildOperation(
  spec: SpecDocument,
  raw: RawResource,
  operation: RawOperation,
  types: TypeScriptTypes,
  schemes: ReadonlyMap<string, string>,
  fields: readonly StoredField[],
): Operation {
  const { value, at, kind, id } = operation;
  const source = value['x-source'] === 'ours' ? 'ours' : 'vendor';
  const writes = kind === 'create' || kind === 'update' || kind === 'delete';
  const schema = bodySchema(spec, value, at);
  if (writes && !schema) throw spec.fault(at, `"${id}" has no JSON request body; add one with "${raw.key}".`);
  const bodyShape = writes && schema ? readBody(spec, schema, raw, operation) : undefined;
  const query = kind === 'list' ? readParameters(spec, operation, raw.key, fields) : [];
  const pagination = kind === 'list' ? readPagination(spec, operation) : undefined;
  const described = describe(value, source);
  const noun = pascal(kind === 'list' ? raw.name : raw.singular);
  const method = id.endsWith(noun) && id.length > noun.length ? id.slice(0, -noun.length) : kind;
  return {
    kind,
    id,
    method,
    hook: `use${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    httpMethod: operation.httpMethod,
    path: operation.path,
    source,
    scope: scopeOf(spec, operation, schemes),
    summary: typeof value['summary'] === 'string' ? value['summary'] : defaultSummary(operation, raw),
    ...(described.description === undefined ? {} : { description: described.description }),
    deprecated: value['deprecated'] === true,
    body: bodyShape && schema ? readFieldDocs(spec, schema.value, schema.path, bodyShape, source) : [],
    ...(bodyShape ? { bodyShape } : {}),
    query,
    ...(pagination ? { pagination } : {}),
    statuses: statusesOf(value),
    invalidates: invalidatesOf(spec, operation, writes ? [camel(raw.name)] : []),
    types: typesOf(spec, operation, types, pagination?.items),
  };
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
  const paths = isObject(spec.root['paths']) ? Object.keys(spec.root['paths']) : [];
  const known = paths.filter((path) => !path.includes('{')).map((path) => path.split('/').at(-1) ?? '');
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
  types: TypeScriptTypes,
  items: string | undefined,
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
  const answer = answerSchema(spec, operation.value, operation.at);
  if (!answer)
    throw spec.fault(operation.at, `"${operation.id}" has no JSON answer; add a 200 with "application/json".`);
  const response = named(answer, names.response, names.response);
  const query = operation.kind === 'list' ? `NonNullable<${names.data}['query']>` : undefined;
  if (query) imports.add(names.data);
  let item: string | undefined;
  if (items !== undefined) {
    const page = spec.resolve(answer.value, answer.path);
    const properties = isObject(page.value) && isObject(page.value['properties']) ? page.value['properties'] : {};
    const list = spec.resolve(properties[items] ?? {}, [...page.path, 'properties', items]);
    const schema = isObject(list.value) ? list.value['items'] : undefined;
    item = schema
      ? named({ value: schema, path: [...list.path, 'items'] }, `${response}['${items}'][number]`, response)
      : 'unknown';
  }
  return {
    ...(body ? { body: named(body, `${names.data}['body']`, names.data) } : {}),
    ...(query ? { query } : {}),
    response,
    ...(item ? { item } : {}),
    imports: [...imports].sort(),
  };
}

/** The fields that reads show as `null` when they are absent. */
function readNullable(spec: SpecDocument, read: RawOperation): Set<string> {
  const answer = answerSchema(spec, read.value, read.at);
  if (!answer) return new Set();
  let shape = readShape(spec, answer.value, answer.path, { defaults: false });
  if (read.kind === 'list') {
    const items = readPagination(spec, read).items;
    shape = shape.fields?.[items]?.items ?? shape;
  }
  return new Set(Object.entries(shape.fields ?? {}).flatMap(([name, field]) => (field.nullable ? [name] : [])));
}

function storedFields(
  raw: RawResource,
  operations: readonly Operation[],
  nullable: ReadonlySet<string>,
): StoredField[] {
  const create = operations.find(({ kind }) => kind === 'create');
  const update = operations.find(({ kind }) => kind === 'update');
  const created = create?.bodyShape?.fields ?? {};
  const updated = update?.bodyShape?.fields ?? {};
  const all = { ...updated, ...created };
  const names = [...Object.keys(created), ...Object.keys(updated).filter((name) => !(name in created))];
  return names
    .filter((name) => name !== raw.key)
    .map((name) => {
      const shape = all[name] ?? { type: 'any' };
      return {
        name,
        shape,
        immutable: name in created && !(name in updated),
        required: (create?.bodyShape?.required ?? []).includes(name),
        ...(shape.default === undefined ? {} : { default: shape.default }),
        readAsNull: nullable.has(name),
      };
    });
}

function notBeforeRules(
  spec: SpecDocument,
  raw: RawResource,
  operations: readonly Operation[],
  fields: readonly StoredField[],
): NotBeforeRule[] {
  const rules = new Map<string, NotBeforeRule>();
  for (const operation of operations) {
    for (const [field, shape] of Object.entries(operation.bodyShape?.fields ?? {})) {
      if (!shape.notBefore) continue;
      const { field: other, code } = shape.notBefore;
      if (fields.find(({ name }) => name === other)?.shape.format !== 'date-time') {
        throw spec.fault(
          ['paths', raw.path],
          `x-not-before of "${field}" names "${other}", which is no date-time field of "${raw.name}".`,
        );
      }
      rules.set(`${field} ${other}`, { field, other, code });
    }
  }
  return [...rules.values()];
}

function columnsOf(operations: readonly Operation[], fields: readonly StoredField[]): Column[] {
  const used = new Set<string>();
  for (const { role, shape } of operations.flatMap((operation) => operation.query)) {
    if (role.kind === 'filter') used.add(role.field);
    if (role.kind === 'sort-field') for (const name of shape.enum ?? []) used.add(String(name));
  }
  return fields
    .filter(({ name }) => used.has(name))
    .map(({ name, shape }): Column => ({ field: name, type: columnType(shape) }));
}

function columnType(shape: Shape): Column['type'] {
  if (shape.currencyField !== undefined) return 'money';
  if (shape.format === 'date-time') return 'instant';
  if (shape.type === 'integer') return 'integer';
  if (shape.type === 'number') return 'real';
  return shape.type === 'boolean' ? 'boolean' : 'text';
}

/** Every operationId, and every property of the client, stands for one thing. */
function checkNames(spec: SpecDocument, raw: readonly RawResource[]): void {
  const seen = new Map<string, string>();
  for (const resource of raw) {
    for (const { id, path, httpMethod, at } of resource.operations) {
      const other = seen.get(id);
      if (other)
        throw spec.fault([...at, 'operationId'], `"${id}" names two operations (the other is ${other}); rename one.`);
      seen.set(id, `${httpMethod} ${path}`);
    }
  }
  const properties = new Map<string, string>();
  for (const { name, path } of raw) {
    const other = properties.get(camel(name));
    if (other) throw spec.fault(['paths', path], `"${path}" and "${other}" both become "${camel(name)}"; rename one.`);
    properties.set(camel(name), path);
  }
}
