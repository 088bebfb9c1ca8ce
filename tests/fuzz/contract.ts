import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Node = { readonly [name: string]: unknown };

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const ID = 'contract';

/** The contract as it is written, its YAML read by a library of its own: nothing generated is in between. */
const document = parse(
  readFileSync(fileURLToPath(new URL('../../spec/openapi.yaml', import.meta.url)), 'utf8'),
) as Node;

/** An operation of the contract. */
export interface Documented {
  readonly path: string;
  readonly method: string;
  /** Judges of the bodies that it may answer with, by status. */
  readonly answers: ReadonlyMap<number, ValidateFunction>;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(closed(structuredClone(document)) as object, ID);

const operations: readonly Documented[] = Object.entries(at('#/paths')).flatMap(([path, item]) =>
  METHODS.filter((method) => method in (item as Node)).map((method) => ({
    path,
    method: method.toUpperCase(),
    answers: answersOf(`#/paths/${escaped(path)}/${method}/responses`),
  })),
);

/** Judges the body of an error that belongs to no operation. */
export const isErrorBody = ajv.compile({ $ref: `${ID}#/components/schemas/ErrorBody` });

/** What the contract says about a path. */
export interface Place {
  readonly operation?: Documented;
  /** Methods of the path, sorted; empty for a path that the contract does not have. */
  readonly methods: readonly string[];
}

/** Finds what the contract says about a request; path and method as they stand on the request line. */
export function placeOf(method: string, target: string): Place {
  const local = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '');
  const [path = ''] = local.split('?', 1);
  const same = operations.filter((one) => one.path === path);
  const found = same.length > 0 ? same : operations.filter((one) => fits(one.path, path));
  const operation = found.find((one) => one.method === method);
  return { ...(operation ? { operation } : {}), methods: found.map((one) => one.method).sort() };
}

/** Every operation, to see that all were asked. */
export function everyOperation(): readonly Documented[] {
  return operations;
}

function fits(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    template.includes('{') &&
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith('{') ? given[index] !== '' : part === given[index]))
  );
}

function answersOf(pointer: string): Map<number, ValidateFunction> {
  return new Map(
    Object.keys(at(pointer)).map((status) => {
      const response = resolved(`${pointer}/${status}`);
      const schema = `${ID}${encodeURI(response)}/content/application~1json/schema`;
      return [Number(status), ajv.compile({ $ref: schema })];
    }),
  );
}

/** Follows `$ref` until there is none. */
function resolved(pointer: string): string {
  const { $ref } = at(pointer);
  return typeof $ref === 'string' ? resolved($ref) : pointer;
}

function at(pointer: string): Node {
  let node: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    node = (node as Node)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return node as Node;
}

function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Forbids fields that the contract does not name: an answer that shows more than it may is wrong too. */
function closed(root: Node): Node {
  const parts = new Set<unknown>();
  const walk = (node: unknown, visit: (schema: Record<string, unknown>) => void): void => {
    if (typeof node !== 'object' || node === null) return;
    if (!Array.isArray(node)) visit(node as Record<string, unknown>);
    for (const child of Object.values(node)) walk(child, visit);
  };
  const schemas = (root['components'] as Record<string, Record<string, unknown>>)['schemas'] ?? {};
  walk(root, ({ allOf }) => {
    for (const part of (Array.isArray(allOf) ? allOf : []) as { $ref?: string }[]) {
      parts.add(part.$ref ? schemas[part.$ref.split('/').at(-1) ?? ''] : part);
    }
  });
  walk(root, (schema) => {
    const isObject = schema['type'] === 'object' && 'properties' in schema;
    if ((isObject || Array.isArray(schema['allOf'])) && !parts.has(schema) && !('additionalProperties' in schema)) {
      schema['unevaluatedProperties'] = false;
    }
  });
  return root;
}
