import type { Operation, Resource } from '../model.ts';
import { API, argumentsOf, declare, importOf, namesOf, paging, reads, resourceKeyName } from './react-names.ts';
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
    importOf(text, '../keys.ts', ['keyOf', 'rowArgs'], 'value') +
    text
  );
}

function resourceKeys(resource: Resource): string {
  const name = literal(resource.property);
  return `
/** Names everything that is cached of \`${resource.property}\`, for invalidateQueries and the like. */
export function ${resourceKeyName(resource)}(client: Pick<Client, 'id'>): readonly ['thrivestack', clientId: string, resource: string] {
  return keyOf(client, ${name});
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
  return keyOf(client, ${resource}, ${method});
}
`;
  }
  const parameters = ["client: Pick<Client, 'id'>", ...declare(operation, { skippable: true, defaults: true })].join(
    ', ',
  );
  const key = (name: string, word: string, of: string): string => `
/** Names ${of} \`${operation.id}\`. */
export function ${name}(${parameters}): RevenueKey {
  return keyOf(client, ${resource}, ${word}, ${keyArgs(operation)});
}
`;
  const infinite = key(names.infiniteKey, literal(`${operation.method}Infinite`), 'the pages, grown one by one, of');
  return `${argsTypes(operation)}${key(names.key, method, 'a read of')}${paging(operation) ? infinite : ''}`;
}

function argsTypes(operation: Operation): string {
  if (operation.types.query === undefined) return '';
  return `
/** What \`${operation.id}\` can be asked for. */
export type ${namesOf(operation).args} = ${operation.query.length > 0 ? operation.types.query : 'Record<string, never>'};
`;
}

/** Writes the options of one resource's operations. */
export function optionsFile(resource: Resource): string {
  const text = resource.operations
    .map((operation) => (reads(operation) ? readText(operation, resource) : writeText(operation, resource)))
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
    importOf(text, '../keys.ts', ['rowArgs'], 'value') +
    importOf(text, '../read-options.ts', ['ReadOptions', 'SkippableReadOptions'], 'type') +
    importOf(text, '../read-options.ts', ['readOptions'], 'value') +
    importOf(text, '../write-options.ts', ['WithOptimistic', 'WriteOptions'], 'type') +
    importOf(text, '../write-options.ts', ['writeOptions'], 'value') +
    importOf(
      text,
      './keys.gen.ts',
      names.map(({ args }) => args),
      'type',
    ) +
    text
  );
}

/** What a read is asked for, as its key has it. */
function keyArgs(operation: Operation): string {
  const asked = argumentsOf(operation).map(({ name }) => name);
  return asked.length > 1 ? `rowArgs(${asked.join(', ')})` : (asked[0] ?? '{}');
}

function readText(operation: Operation, resource: Resource): string {
  const data = operation.types.response;
  const comment = docComment([
    `Makes the options of \`${operation.id}\` for useQuery, prefetchQuery and the like.`,
    ...aboutOf(operation),
  ]);
  const place = `${literal(resource.property)}, ${literal(operation.method)}`;
  const made = `readOptions(client, ${place}, ${keyArgs(operation)}, ${sendRead(operation)})`;
  const plain = overloads(operation, comment, namesOf(operation).options, `ReadOptions<${data}>`, made);
  return plain + infiniteText(operation, resource);
}

function infiniteText(operation: Operation, resource: Resource): string {
  const names = paging(operation);
  if (!names) return '';
  const data = operation.types.response;
  const comment = docComment([
    `Makes the options of \`${operation.id}\`, page by page, for useInfiniteQuery and the like.`,
    ...aboutOf(operation),
  ]);
  const place = `${literal(resource.property)}, ${literal(`${operation.method}Infinite`)}`;
  const joined = `{ cursor: ${literal(names.cursor)}, next: ${literal(names.next)}, more: ${literal(names.more)} }`;
  const made = `infiniteReadOptions(client, ${place}, ${keyArgs(operation)}, ${joined}, ${sendPage(operation)})`;
  return overloads(operation, comment, namesOf(operation).infiniteOptions, `InfiniteReadOptions<${data}>`, made);
}

/** A function for what is read, and the same for what may be skipped. */
function overloads(operation: Operation, comment: string, name: string, type: string, made: string): string {
  const head = (skippable: boolean, defaults: boolean): string =>
    `export function ${name}(${['client: Client', ...declare(operation, { skippable, defaults })].join(', ')})`;
  const skipped = argumentsOf(operation).length > 0 ? `${head(true, false)}: Skippable${type};\n` : '';
  return `
${comment}${head(false, false)}: ${type};
${skipped}${head(true, true)}: Skippable${type} {
  return ${made};
}
`;
}

/** The function that sends a read: core's own where that takes what the key has. */
function sendRead(operation: Operation): string {
  const asked = argumentsOf(operation).map(({ name }) => name);
  const [first] = asked;
  if (first === undefined) return `(client, _args, call) => ${operation.id}(client, call)`;
  // Without parameters there is no type for them; nothing is passed.
  const bare = operation.query.length === 0;
  if (asked.length > 1) {
    return bare
      ? `(client, [id], call) => ${operation.id}(client, id, undefined, call)`
      : `(client, [id, args], call) => ${operation.id}(client, id, args, call)`;
  }
  return bare && first === 'args' ? `(client, _args, call) => ${operation.id}(client, undefined, call)` : operation.id;
}

/** The function that sends one page of a list: what continues it goes with its parameters. */
function sendPage(operation: Operation): string {
  const type = namesOf(operation).args;
  const row = operation.pathParameter !== undefined;
  const given = row ? `[id, args]: readonly [string, ${type}]` : `args: ${type}`;
  return `(client, ${given}, page, call) => ${operation.id}(client, ${row ? 'id, ' : ''}{ ...args, ...page }, call)`;
}

function writeText(operation: Operation, resource: Resource): string {
  const names = namesOf(operation);
  const data = operation.types.response;
  const body = operation.types.body;
  const comment = docComment([
    `Makes the options of \`${operation.id}\` for useMutation and setMutationDefaults.`,
    ...aboutOf(operation),
  ]);
  return `
${comment}export function ${names.mutation}(client: Client, options?: WithOptimistic): WriteOptions<${data}, ${body}> {
  return writeOptions(client, ${literal(resource.property)}, ${literal(operation.method)}, ${literal(resource.key)}, ${inline(operation.invalidates)}, ${operation.id}, options);
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
