import { buildOperation, isWrite } from './build-operation.ts';
import { camel, pascal } from './emit/text.ts';
import { readErrorBody } from './error-body.ts';
import type { Column, Model, NotBeforeRule, Operation, Resource, Shape, StoredField, Summary } from './model.ts';
import { answerSchema, type RawOperation, type RawResource } from './operations.ts';
import { readPagination } from './parameters.ts';
import { readShape } from './shapes.ts';
import { isObject, type SpecDocument } from './spec-document.ts';
import { readSummary } from './summary.ts';
import type { TypeScriptTypes } from './types.ts';

/** Builds the plain model that the emitters read. */
export function buildModel(spec: SpecDocument, raw: readonly RawResource[], types: TypeScriptTypes): Model {
  const info = isObject(spec.root['info']) ? spec.root['info'] : {};
  checkNames(spec, raw);
  const security = readSecurity(spec);
  const resources = raw.map((resource) => buildResource(spec, resource, types, security.scopes));
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
    errorBody: readErrorBody(spec, raw),
    places: placesOf(spec, raw),
    typeNames: types.names,
  };
}

function placesOf(spec: SpecDocument, raw: readonly RawResource[]): Record<string, string> {
  const places = raw.flatMap(({ path, operations }) => [
    [path, spec.locate(['paths', path])],
    ...operations.map(({ id, at }) => [id, spec.locate([...at, 'operationId'])]),
  ]);
  return Object.fromEntries(places);
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

function buildResource(
  spec: SpecDocument,
  raw: RawResource,
  types: TypeScriptTypes,
  schemes: ReadonlyMap<string, string>,
): Resource {
  const operations: Operation[] = [];
  // Writes first: the filters of reads name stored fields.
  const writes = raw.operations.filter(({ kind }) => isWrite(kind));
  for (const operation of writes) operations.push(buildOperation(spec, raw, operation, types, schemes, []));
  const read = raw.operations.find(({ kind }) => kind === 'get' || kind === 'list');
  const fields = storedFields(raw, operations, read ? readNullable(spec, read) : new Set());
  for (const operation of raw.operations.filter(({ kind }) => !isWrite(kind))) {
    operations.push(buildOperation(spec, raw, operation, types, schemes, fields));
  }
  const summing = raw.operations.find(({ kind }) => kind === 'summary');
  const summary = summing && readSummary(spec, summing, fields);
  checkMethods(spec, raw, operations);
  return {
    stored: raw.stored,
    name: raw.name,
    property: camel(raw.name),
    noun: pascal(raw.singular),
    nounPlural: pascal(raw.name),
    singular: raw.singular,
    path: raw.path,
    key: raw.key,
    alreadyExistsCode: `${raw.singular}_already_exists`,
    operations: operations.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    fields,
    rules: notBeforeRules(spec, raw, operations, fields),
    columns: columnsOf(operations, fields, summary),
    ...(summary ? { summary } : {}),
  };
}

const ORDER = ['create', 'update', 'delete', 'get', 'list', 'history', 'summary', 'key'];

/** Every method of a resource stands for one operation. */
function checkMethods(spec: SpecDocument, raw: RawResource, operations: readonly Operation[]): void {
  for (const [index, { id, method }] of operations.entries()) {
    const other = operations.findIndex((operation) => operation.method === method);
    if (other === index) continue;
    const at = raw.operations.find((operation) => operation.id === id)?.at ?? ['paths', raw.path];
    throw spec.fault(at, `"${id}" and "${operations[other]?.id}" both become the method "${method}"; rename one.`);
  }
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
  const names = [...Object.keys(created), ...Object.keys(updated).filter((name) => !Object.hasOwn(created, name))];
  return names
    .filter((name) => name !== raw.key)
    .map((name) => {
      const shape = all[name] ?? { type: 'any' };
      return {
        name,
        shape,
        immutable: Object.hasOwn(created, name) && !Object.hasOwn(updated, name),
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

function columnsOf(
  operations: readonly Operation[],
  fields: readonly StoredField[],
  summary: Summary | undefined,
): Column[] {
  const used = new Set<string>(Object.values(summary ?? {}));
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
