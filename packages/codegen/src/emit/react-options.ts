import type { Operation, Resource } from '../model.ts';
import {
  API,
  argsName,
  argsType,
  importOf,
  mayBeEmpty,
  namesOf,
  paging,
  reads,
  resourceKeyName,
} from './react-names.ts';
import { docComment, header, literal } from './text.ts';

const CORE = '@thrivestack-revenue/core';
const QUERY = '@tanstack/react-query';

/** Writes the cache keys of every resource. */
export function keysFile(resources: readonly Resource[]): string {
  const text = resources.map(resourceKeys).join('');
  return (
    header() +
    importOf(text, QUERY, ['SkipToken'], 'type') +
    importOf(text, CORE, ['Client'], 'type') +
    (text.includes(`${API}.`) ? `import type * as ${API} from '${CORE}';\n` : '') +
    importOf(text, '../keys.ts', ['RevenueKey', 'RevenueMutationKey'], 'type') +
    importOf(text, '../keys.ts', ['readKey', 'resourceKey', 'writeKey'], 'value') +
    text
  );
}

function resourceKeys(resource: Resource): string {
  const name = literal(resource.property);
  return `
/** Names everything that is cached of \`${resource.property}\`, for invalidateQueries and the like. */
export function ${resourceKeyName(resource)}(client: Pick<Client, 'id'>): readonly ['thrivestack', clientId: string, resource: string] {
  return resourceKey(client, ${name});
}
${resource.operations.map((operation) => operationKeys(operation, name)).join('')}`;
}

function operationKeys(operation: Operation, resource: string): string {
  const names = namesOf(operation);
  const method = literal(operation.method);
  if (!reads(operation)) {
    return `
/** Names the mutations of \`${operation.id}\`. */
export function ${names.key}(client: Pick<Client, 'id'>): RevenueMutationKey {
  return writeKey(client, ${resource}, ${method});
}
`;
  }
  const key = (name: string, word: string, of: string): string => `
/** Names ${of} \`${operation.id}\`. */
export function ${name}(client: Pick<Client, 'id'>, ${argsName(operation)}: ${argsType(operation)} | SkipToken${defaultArgs(operation)}): RevenueKey {
  return readKey(client, ${resource}, ${word}, ${argsName(operation)});
}
`;
  const infinite = key(names.infiniteKey, literal(`${operation.method}Infinite`), 'the pages, grown one by one, of');
  return `${argsTypes(operation)}${key(names.key, method, 'a read of')}${paging(operation) ? infinite : ''}`;
}

function argsTypes(operation: Operation): string {
  if (operation.kind !== 'list') return '';
  return `
/** What \`${operation.id}\` can be asked for. */
export type ${namesOf(operation).args} = ${operation.query.length > 0 ? operation.types.query : 'Record<string, never>'};
`;
}

/** Default of a list's arguments: none have to be given when none is required. */
export function defaultArgs(operation: Operation): string {
  return operation.kind === 'list' && mayBeEmpty(operation) ? ' = {}' : '';
}

/** Writes the options of one resource's operations. */
export function optionsFile(resource: Resource): string {
  const text = resource.operations
    .map((operation) => (reads(operation) ? readText(operation) : writeText(operation)))
    .join('');
  const names = resource.operations.map(namesOf);
  return (
    header() +
    importOf(text, QUERY, ['SkipToken'], 'type') +
    importOf(text, CORE, ['Client'], 'type') +
    `import type * as ${API} from '${CORE}';\n` +
    importOf(
      text,
      `${CORE}/functions`,
      resource.operations.map(({ id }) => id),
      'value',
    ) +
    importOf(text, '../infinite-options.ts', ['InfiniteReadOptions', 'SkippableInfiniteReadOptions'], 'type') +
    importOf(text, '../infinite-options.ts', ['infiniteReadOptions'], 'value') +
    importOf(text, '../read-options.ts', ['ReadOptions', 'SkippableReadOptions'], 'type') +
    importOf(text, '../read-options.ts', ['readOptions'], 'value') +
    importOf(text, '../write-options.ts', ['WriteOptions'], 'type') +
    importOf(text, '../write-options.ts', ['writeOptions'], 'value') +
    importOf(
      text,
      './keys.gen.ts',
      names.map(({ args }) => args),
      'type',
    ) +
    importOf(
      text,
      './keys.gen.ts',
      names.flatMap(({ key, infiniteKey }) => [key, infiniteKey]),
      'value',
    ) +
    text
  );
}

function readText(operation: Operation): string {
  const names = namesOf(operation);
  const data = operation.types.response;
  const type = argsType(operation);
  const name = argsName(operation);
  const optional = defaultArgs(operation) ? '?' : '';
  // A list without parameters has no type for them; nothing is passed.
  const bare = operation.kind === 'list' && operation.query.length === 0;
  const [given, sent] = bare ? ['_given', 'undefined'] : ['given', 'given'];
  const comment = docComment([
    `Makes the options of \`${operation.id}\` for useQuery, prefetchQuery and the like.`,
    ...aboutOf(operation),
  ]);
  const plain = `
${comment}export function ${names.options}(client: Client, ${name}${optional}: ${type}): ReadOptions<${data}>;
export function ${names.options}(client: Client, ${name}: ${type} | SkipToken): SkippableReadOptions<${data}>;
export function ${names.options}(client: Client, ${name}: ${type} | SkipToken${defaultArgs(operation)}): SkippableReadOptions<${data}> {
  return readOptions(${names.key}(client, ${name}), ${name}, (${given}: ${type}, call): Promise<${data}> => ${operation.id}(client, ${sent}, call));
}
`;
  return plain + infiniteText(operation);
}

function infiniteText(operation: Operation): string {
  const names = paging(operation);
  if (!names) return '';
  const { args, infiniteOptions, infiniteKey } = namesOf(operation);
  const data = operation.types.response;
  const optional = defaultArgs(operation) ? '?' : '';
  const comment = docComment([
    `Makes the options of \`${operation.id}\`, page by page, for useInfiniteQuery and the like.`,
    ...aboutOf(operation),
  ]);
  const joined = `{ cursor: ${literal(names.cursor)}, next: ${literal(names.next)}, more: ${literal(names.more)} }`;
  return `
${comment}export function ${infiniteOptions}(client: Client, args${optional}: ${args}): InfiniteReadOptions<${data}>;
export function ${infiniteOptions}(client: Client, args: ${args} | SkipToken): SkippableInfiniteReadOptions<${data}>;
export function ${infiniteOptions}(client: Client, args: ${args} | SkipToken${defaultArgs(operation)}): SkippableInfiniteReadOptions<${data}> {
  return infiniteReadOptions(${infiniteKey}(client, args), args, ${joined}, (given: ${args}, call): Promise<${data}> => ${operation.id}(client, given, call));
}
`;
}

function writeText(operation: Operation): string {
  const names = namesOf(operation);
  const data = operation.types.response;
  const body = operation.types.body;
  const comment = docComment([
    `Makes the options of \`${operation.id}\` for useMutation and setMutationDefaults.`,
    ...aboutOf(operation),
  ]);
  return `
${comment}export function ${names.mutation}(client: Client): WriteOptions<${data}, ${body}> {
  return writeOptions(client, ${names.key}(client), ${inline(operation.invalidates)}, (body: ${body}, call): Promise<${data}> => ${operation.id}(client, body, call));
}
`;
}

function inline(names: readonly string[]): string {
  return `[${names.map((name) => literal(name)).join(', ')}]`;
}

/** What the doc comment says of an operation after its first line. */
export function aboutOf(operation: Operation): string[] {
  const about = [
    '',
    `${operation.summary.replace(/\.?$/, '.')}${operation.source === 'ours' ? ' Self-hosted server only.' : ''}`,
  ];
  return operation.deprecated ? [...about, '', '@deprecated The contract marks the operation as deprecated.'] : about;
}
