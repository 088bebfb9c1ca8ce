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
  /** `credit-notes` */
  readonly name: string;
  /** `/revenue/credit-notes` */
  readonly path: string;
  /** `credit_note_id` */
  readonly key: string;
  /** `credit_note` */
  readonly singular: string;
  readonly operations: readonly RawOperation[];
}

const KINDS: Readonly<Record<string, OperationKind>> = { post: 'create', put: 'update', delete: 'delete', get: 'list' };
const HTTP: Readonly<Record<OperationKind, RawOperation['httpMethod']>> = {
  create: 'POST',
  update: 'PUT',
  delete: 'DELETE',
  get: 'GET',
  list: 'GET',
};
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Finds the resources of the contract by the shape of their paths.
 * @throws SpecError for an operation that is of no known shape.
 */
export function findResources(spec: SpecDocument): RawResource[] {
  const paths = isObject(spec.root['paths']) ? spec.root['paths'] : {};
  const collections = Object.keys(paths).filter((path) => !path.includes('{'));
  for (const path of Object.keys(paths)) {
    if (!path.includes('{') || collections.includes(collectionOf(path))) continue;
    throw spec.fault(
      ['paths', path],
      `"${path}" belongs to no resource; add "${collectionOf(path)}" with a POST first, or remove it.`,
    );
  }
  return collections.map((path) => readResource(spec, paths, path)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function collectionOf(path: string): string {
  return path.replace(/\/\{.*$/, '');
}

function readResource(spec: SpecDocument, paths: JsonObject, path: string): RawResource {
  const at: Path = ['paths', path];
  const name = path.split('/').at(-1) ?? '';
  const methods = methodsOf(paths[path]);
  if (!/^(\/[a-z0-9][a-z0-9-]*)+$/.test(path)) {
    throw spec.fault(
      at,
      `"${path}" is no resource path; use lower-case words and hyphens, such as "/revenue/credit-notes".`,
    );
  }
  if (!methods.includes('post')) {
    throw spec.fault(at, `"${path}" has no POST; a resource starts with one.`);
  }
  const key = findKey(spec, paths[path], at, name);
  const singular = key.slice(0, -'_id'.length);
  const operations = methods.map((method) => {
    const kind = KINDS[method];
    if (!kind)
      throw spec.fault([...at, method], `${method.toUpperCase()} is not generated; use post, put, delete or get.`);
    return rawOperation(spec, paths, path, method, kind, singular, name);
  });
  const item = `${path}/{${key}}`;
  for (const other of Object.keys(paths).filter(
    (candidate) => collectionOf(candidate) === path && candidate !== path,
  )) {
    if (other !== item || methodsOf(paths[other]).join() !== 'get') {
      throw spec.fault(['paths', other], `"${other}" is not generated; under "${path}" only GET "${item}" is known.`);
    }
    operations.push(rawOperation(spec, paths, other, 'get', 'get', singular, name));
  }
  return { name, path, key, singular, operations };
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
  singular: string,
  name: string,
): RawOperation {
  const at: Path = ['paths', path, method];
  const pathItem = paths[path];
  const value = isObject(pathItem) ? pathItem[method] : undefined;
  if (!isObject(value)) throw spec.fault(at, 'an operation must be an object.');
  const noun = pascal(kind === 'list' ? name : singular);
  const id = typeof value['operationId'] === 'string' ? value['operationId'] : `${kind}${noun}`;
  if (!/^[a-z][A-Za-z0-9]*$/.test(id)) {
    throw spec.fault([...at, 'operationId'], `operationId "${id}" is no function name; write it as "${kind}${noun}".`);
  }
  return { kind, httpMethod: HTTP[kind], path, id, value, at };
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

function jsonContent(value: Json, path: Path): { value: Json; path: Path } | undefined {
  const content = isObject(value) && isObject(value['content']) ? value['content'] : {};
  const media = content['application/json'];
  if (!isObject(media) || media['schema'] === undefined) return undefined;
  return { value: media['schema'], path: [...path, 'content', 'application/json', 'schema'] };
}
