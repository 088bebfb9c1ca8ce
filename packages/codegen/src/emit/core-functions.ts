import type { Model, Operation, Resource } from '../model.ts';
import { operationsOf, type PublicTypes, typeExpression, typeImports } from './core-names.ts';
import { docComment, header, literal } from './text.ts';

/** Parameters of an operation's function after the client, and what it returns. */
export interface Signature {
  readonly parameters: readonly { readonly name: string; readonly declaration: string }[];
  readonly result: string;
}

/** How an operation is called, without the client. */
export function signature(operation: Operation, names: PublicTypes): Signature {
  const type = (expression: string): string => typeExpression(expression, names);
  const { types } = operation;
  const parameters: { name: string; declaration: string }[] = [];
  if (operation.pathParameter !== undefined) parameters.push({ name: 'id', declaration: 'id: string' });
  if (types.query !== undefined) {
    const optional = operation.query.some(({ required }) => required) ? '' : '?';
    parameters.push({ name: 'query', declaration: `query${optional}: ${type(types.query)}` });
  }
  if (types.body !== undefined) parameters.push({ name: 'body', declaration: `body: ${type(types.body)}` });
  parameters.push({ name: 'options', declaration: 'options?: CallOptions' });
  const page = type(types.response);
  const result = operation.pagination ? `PageCall<${page}, ${type(types.item ?? 'unknown')}>` : `Call<${page}>`;
  return { parameters, result };
}

/** Names of the SDK's own types that the signatures of these operations need. */
export function ownTypeImports(
  operations: readonly Operation[],
  more: readonly string[],
  moreOptions: readonly string[] = [],
): string {
  const calls = [
    ...(operations.some(({ pagination }) => !pagination) ? ['Call'] : []),
    ...(operations.some(({ pagination }) => pagination) ? ['PageCall'] : []),
  ];
  const options = [...(operations.length > 0 ? ['CallOptions'] : []), ...moreOptions];
  return (
    (calls.length > 0 ? `import type { ${calls.join(', ')} } from '../call.ts';\n` : '') +
    more.join('') +
    (options.length > 0 ? `import type { ${options.join(', ')} } from '../options.ts';\n` : '')
  );
}

/** Writes one function per operation, and what the client has to know of it. */
export function functionsFile(model: Model, names: PublicTypes): string {
  const operations = operationsOf(model);
  const imports = [
    `import type { Client } from '../client.ts';\n`,
    operations.some(isOurs)
      ? `import { type Operation, selfHosted } from '../operation.ts';\n`
      : `import type { Operation } from '../operation.ts';\n`,
    operations.some(({ pagination }) => pagination) ? `import { paginate } from '../paginate.ts';\n` : '',
  ];
  return [
    header(),
    ownTypeImports(operations, imports),
    targetImports(operations),
    typeImports(
      operations.flatMap(({ types }) => types.imports),
      names,
    ),
    ...model.resources.flatMap((resource) =>
      resource.operations.map((operation) => functionText(resource, operation, names)),
    ),
  ].join('');
}

function functionText(resource: Resource, operation: Operation, names: PublicTypes): string {
  const { id, pagination } = operation;
  const { parameters, result } = signature(operation, names);
  const constant = `${id}Operation`;
  const deprecatedFields = [...operation.body, ...operation.query]
    .filter(({ deprecated }) => deprecated)
    .map(({ name }) => name);
  const descriptor = {
    id,
    method: operation.httpMethod,
    path: operation.path,
    scope: operation.scope,
    ...(operation.bodyShape ? { key: resource.key } : {}),
    ...(operation.kind === 'create' ? { exists: resource.alreadyExistsCode } : {}),
    ...(operation.deprecated ? { deprecated: true } : {}),
    ...(deprecatedFields.length > 0 ? { deprecatedFields } : {}),
  };
  const paging = pagination && { cursor: pagination.cursor, items: pagination.items, next: pagination.next };
  const row = operation.pathParameter === undefined ? '' : `, () => ${pathText(operation)}`;
  const call = paging
    ? `paginate(client, ${constant}, ${oneLine(paging)}, query, options${row})`
    : `client.request(${constant}, ${inputText(operation)}, options)`;
  return `
const ${constant}: Operation = ${oneLine(descriptor, isOurs(operation) ? ['hint: selfHosted'] : [])};

${docComment(describe(operation))}export function ${id}(client: Client, ${parameters.map(({ declaration }) => declaration).join(', ')}): ${result} {
  return ${call};
}
`;
}

/** What the operation sends beside its path; only operations that need them carry the path's helpers. */
function inputText(operation: Operation): string {
  const { pathParameter, types } = operation;
  const path = pathText(operation);
  const target = types.query === undefined ? path : `queryPath(${path}, query)`;
  const members = [
    ...(types.query === undefined && pathParameter === undefined ? [] : [`target: () => ${target}`]),
    ...(types.body === undefined ? [] : ['body']),
  ];
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

function pathText({ id, pathParameter }: Operation): string {
  return pathParameter === undefined ? `${id}Operation.path` : `rowPath(${id}Operation, id)`;
}

/** The helpers that these operations' paths need. */
function targetImports(operations: readonly Operation[]): string {
  const names = [
    ...(operations.some(({ types, pagination }) => types.query !== undefined && !pagination) ? ['queryPath'] : []),
    ...(operations.some(({ pathParameter }) => pathParameter !== undefined) ? ['rowPath'] : []),
  ];
  return names.length > 0 ? `import { ${names.join(', ')} } from '../target.ts';\n` : '';
}

/** Writes data on one line; `more` are members that are code. */
function oneLine(value: Record<string, string | boolean | string[]>, more: readonly string[] = []): string {
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literal(member).replaceAll(/\n */g, '')}`);
  return `{ ${[...members, ...more].join(', ')} }`;
}

function isOurs({ source }: Operation): boolean {
  return source === 'ours';
}

const ERRORS: Readonly<Record<number, string>> = {
  400: '{@link BadRequestError} (400) when the request is wrong; `details` names every field.',
  401: '{@link AuthenticationError} (401) when the key is missing, wrong, or lacks the scope.',
  404: '{@link NotFoundError} (404) when there is no such row.',
  429: '{@link RateLimitError} (429) when it goes on after the retries; `retryAfterMs` says how long to wait.',
  500: '{@link ServerError} (5xx) when the server goes on failing after the retries.',
};

/** The documentation of an operation, as lines. */
export function describe(operation: Operation): string[] {
  const { summary, description, source, statuses, httpMethod, path, deprecated } = operation;
  const line = summary.trim();
  const throws = statuses.flatMap((status) => ERRORS[status] ?? []).map((text) => `@throws ${text}`);
  return [
    /[.!?]$/.test(line) ? line : `${line}.`,
    '',
    ...(description ? [description.trim(), ''] : []),
    source === 'ours' ? 'Source: ours; only the self-hosted server has it.' : "Source: the vendor's API.",
    '',
    ...throws,
    '@throws {@link ConnectionError} when there is no usable answer in time.',
    ...(deprecated ? ['@deprecated The contract marks the operation as deprecated.'] : []),
    `@see ${httpMethod} ${path} in spec/openapi.yaml`,
  ];
}
