import { pascal, words } from './emit/text.ts';
import type { Json, OperationKind } from './model.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from './spec-document.ts';

/** One operation as it stands in the contract, with what its place says about it. */
export interface RawOperation {
  readonly kind: OperationKind;
  readonly httpMethod: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path as in the contract, parameters included. */
  readonly path: string;
  readonly id: string;
  readonly value: JsonObject;
  readonly at: Path;
}

/** The operations of one resource, before anything is read from their bodies. */
export interface RawResource {
  readonly stored: boolean;
  /** `credit-notes` */
  readonly name: string;
  /** `/revenue/credit-notes` */
  readonly path: string;
  /** `credit_note_id`; empty when nothing is stored. */
  readonly key: string;
  /** `credit_note` */
  readonly singular: string;
  readonly operations: readonly RawOperation[];
}

const KINDS: Readonly<Record<string, OperationKind>> = { post: 'create', put: 'update', delete: 'delete', get: 'list' };
const HTTP: Readonly<Record<string, RawOperation['httpMethod']>> = { create: 'POST', update: 'PUT', delete: 'DELETE' };
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Finds the resources of the contract by the shape of their paths.
 * @throws SpecError for an operation that is of no known shape.
 */
export function findResources(spec: SpecDocument): RawResource[] {
  const paths = isObject(spec.root['paths']) ? spec.root['paths'] : {};
  const flat = Object.keys(paths).filter((path) => !path.includes('{'));
  for (const path of flat) checkPath(spec, path);
  const special = (extension: string): string[] => flat.filter((path) => getOf(paths, path)?.[extension] !== undefined);
  const summaries = special('x-summary');
  const builtins = special('x-builtin');
  const collections = flat.filter((path) => !summaries.includes(path) && !builtins.includes(path));
  for (const path of Object.keys(paths)) {
    if (!path.includes('{') || collections.includes(collectionOf(path))) continue;
    throw spec.fault(
      ['paths', path],
      `"${path}" belongs to no resource; add "${collectionOf(path)}" with a POST first, or remove it.`,
    );
  }
  for (const path of summaries) {
    if (collections.some((collection) => lastOf(collection) === lastOf(path))) continue;
    throw spec.fault(
      ['paths', path],
      `"${path}" sums up "${lastOf(path)}", which is no resource; rename the path's end.`,
    );
  }
  return [
    ...collections.map((path) => readResource(spec, paths, path, summaries)),
    ...builtins.map((path) => readBuiltin(spec, paths, path)),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function collectionOf(path: string): string {
  return path.replace(/\/\{.*$/, '');
}

function lastOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}

function getOf(paths: JsonObject, path: string): JsonObject | undefined {
  const item = paths[path];
  const operation = isObject(item) ? item['get'] : undefined;
  return isObject(operation) ? operation : undefined;
}

function checkPath(spec: SpecDocument, path: string): void {
  if (/^(\/[a-z0-9][a-z0-9-]*)*\/[a-z][a-z0-9-]*$/.test(path)) return;
  throw spec.fault(
    ['paths', path],
    `"${path}" is no resource path; use lower-case words and hyphens, with a letter first, such as "/revenue/credit-notes".`,
  );
}

function readResource(spec: SpecDocument, paths: JsonObject, path: string, summaries: readonly string[]): RawResource {
  const at: Path = ['paths', path];
  const name = lastOf(path);
  const methods = methodsOf(paths[path]);
  if (!methods.includes('post')) {
    throw spec.fault(at, `"${path}" has no POST; a resource starts with one.`);
  }
  const key = findKey(spec, paths[path], at, name);
  const singular = key.slice(0, -'_id'.length);
  const names = { singular: pascal(singular), plural: pascal(name) };
  const operations = methods.map((method) => {
    const kind = KINDS[method];
    if (!kind) {
      throw spec.fault([...at, method], `${method.toUpperCase()} is not generated; use post, put, delete or get.`);
    }
    return rawOperation(spec, paths, path, method, kind, names);
  });
  const below: Readonly<Record<string, OperationKind>> = {
    [`${path}/{${key}}`]: 'get',
    [`${path}/{${key}}/history`]: 'history',
  };
  for (const other of Object.keys(paths)) {
    if (collectionOf(other) !== path || other === path) continue;
    const kind = below[other];
    if (!kind || methodsOf(paths[other]).join() !== 'get') {
      const known = Object.keys(below).join('" and GET "');
      throw spec.fault(['paths', other], `"${other}" is not generated; under "${path}" only GET "${known}" are known.`);
    }
    operations.push(rawOperation(spec, paths, other, 'get', kind, names));
  }
  for (const other of summaries.filter((candidate) => lastOf(candidate) === name)) {
    operations.push(rawOperation(spec, paths, other, 'get', 'summary', names));
  }
  return { stored: true, name, path, key, singular, operations };
}

/** An operation that the server answers by itself, without rows: `x-builtin: key`. */
function readBuiltin(spec: SpecDocument, paths: JsonObject, path: string): RawResource {
  const at: Path = ['paths', path];
  if (getOf(paths, path)?.['x-builtin'] !== 'key' || methodsOf(paths[path]).join() !== 'get') {
    throw spec.fault([...at, 'get', 'x-builtin'], 'x-builtin must be "key", on a path with a GET alone.');
  }
  const name = lastOf(path);
  const names = { singular: pascal(name), plural: pascal(name) };
  const operations = [rawOperation(spec, paths, path, 'get', 'key', names)];
  return { stored: false, name, path, key: '', singular: words(name).join('_'), operations };
}

function methodsOf(pathItem: Json | undefined): string[] {
  return isObject(pathItem) ? Object.keys(pathItem).filter((name) => METHODS.includes(name)) : [];
}

function rawOperation(
  spec: SpecDocument,
  paths: JsonObject,
  path: string,
  method: string,
  kind: OperationKind,
  names: { readonly singular: string; readonly plural: string },
): RawOperation {
  const at: Path = ['paths', path, method];
  const pathItem = paths[path];
  const value = isObject(pathItem) ? pathItem[method] : undefined;
  if (!isObject(value)) throw spec.fault(at, 'an operation must be an object.');
  const standard = defaultId(kind, names);
  const id = typeof value['operationId'] === 'string' ? value['operationId'] : standard;
  if (!/^[a-z][A-Za-z0-9]*$/.test(id)) {
    throw spec.fault([...at, 'operationId'], `operationId "${id}" is no function name; write it as "${standard}".`);
  }
  return { kind, httpMethod: HTTP[kind] ?? 'GET', path, id, value, at };
}

function defaultId(kind: OperationKind, { singular, plural }: { singular: string; plural: string }): string {
  if (kind === 'list') return `list${plural}`;
  if (kind === 'history') return `list${singular}History`;
  if (kind === 'summary') return `get${singular}Summary`;
  return kind === 'key' ? `get${singular}` : `${kind}${singular}`;
}

/** The body field `<thing>_id` whose plural is the path's last word, or the only field of the DELETE body. */
function findKey(spec: SpecDocument, pathItem: Json | undefined, at: Path, name: string): string {
  const created = bodyFields(spec, pathItem, at, 'post');
  const plural = words(name).join('_');
  const named = created.find((field) => field.endsWith('_id') && pluralsOf(field.slice(0, -3)).includes(plural));
  if (named) return named;
  const deleted = bodyFields(spec, pathItem, at, 'delete');
  const [only] = deleted;
  if (deleted.length === 1 && only?.endsWith('_id') && created.includes(only)) return only;
  throw spec.fault(at, `no key found for "${name}"; give the POST body a field "<thing>_id" named after the path.`);
}

function pluralsOf(singular: string): string[] {
  return [`${singular}s`, `${singular}es`, singular.replace(/y$/, 'ies'), singular];
}

function bodyFields(spec: SpecDocument, pathItem: Json | undefined, at: Path, method: string): string[] {
  const operation = isObject(pathItem) ? pathItem[method] : undefined;
  const schema = isObject(operation) ? bodySchema(spec, operation, [...at, method]) : undefined;
  if (!schema) return [];
  const { value } = spec.resolve(schema.value, schema.path);
  const properties = isObject(value) ? value['properties'] : undefined;
  const parts = isObject(value) && Array.isArray(value['allOf']) ? value['allOf'] : [];
  const inherited = parts.flatMap((part) => {
    const resolved = spec.resolve(part, schema.path).value;
    return isObject(resolved) && isObject(resolved['properties']) ? Object.keys(resolved['properties']) : [];
  });
  return [...inherited, ...(isObject(properties) ? Object.keys(properties) : [])];
}

/** The JSON schema of an operation's request body, and where it stands. */
export function bodySchema(
  spec: SpecDocument,
  operation: JsonObject,
  at: Path,
): { value: Json; path: Path } | undefined {
  if (operation['requestBody'] === undefined) return undefined;
  const body = spec.resolve(operation['requestBody'], [...at, 'requestBody']);
  return jsonContent(body.value, body.path);
}

/** The JSON schema of an operation's answer to a success, and where it stands. */
export function answerSchema(
  spec: SpecDocument,
  operation: JsonObject,
  at: Path,
): { value: Json; path: Path } | undefined {
  const responses = isObject(operation['responses']) ? operation['responses'] : {};
  const status = Object.keys(responses).find((name) => name.startsWith('2'));
  if (status === undefined) return undefined;
  const answer = spec.resolve(responses[status] ?? {}, [...at, 'responses', status]);
  return jsonContent(answer.value, answer.path);
}

/** The schema of a JSON body or answer, and where it stands. */
export function jsonContent(value: Json, path: Path): { value: Json; path: Path } | undefined {
  const content = isObject(value) && isObject(value['content']) ? value['content'] : {};
  const media = content['application/json'];
  if (!isObject(media) || media['schema'] === undefined) return undefined;
  return { value: media['schema'], path: [...path, 'content', 'application/json', 'schema'] };
}
