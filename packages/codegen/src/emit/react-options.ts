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
    importOf(text, '../keys.ts', ['readKey', 'resourceKey', 'rowReadKey', 'writeKey'], 'value') +
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
  const parameters = ["client: Pick<Client, 'id'>", ...declare(operation, { skippable: true, defaults: true })].join(
    ', ',
  );
  const asked = argumentsOf(operation).map(({ name }) => name);
  const key = (name: string, word: string, of: string): string => `
/** Names ${of} \`${operation.id}\`. */
export function ${name}(${parameters}): RevenueKey {
  return ${asked.length > 1 ? 'rowReadKey' : 'readKey'}(${['client', resource, word, ...(asked.length > 0 ? asked : ['{}'])].join(', ')});
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
    .map((operation) => (reads(operation) ? readText(operation) : writeText(operation, resource)))
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
    importOf(text, '../write-options.ts', ['WithOptimistic', 'WriteOptions'], 'type') +
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
  const { options, key } = namesOf(operation);
  const data = operation.types.response;
  const [first] = argumentsOf(operation);
  const comment = docComment([
    `Makes the options of \`${operation.id}\` for useQuery, prefetchQuery and the like.`,
    ...aboutOf(operation),
  ]);
  const send = `(${sendParameters(operation, [])}): Promise<${data}> => ${sendCall(operation, [])}`;
  const made = `readOptions(${key}(${passed(operation)}), ${first?.name ?? '{}'}, ${send})`;
  const plain = overloads(operation, comment, options, `ReadOptions<${data}>`, made);
  return plain + infiniteText(operation);
}

function infiniteText(operation: Operation): string {
  const names = paging(operation);
  const [first] = argumentsOf(operation);
  if (!names || !first) return '';
  const { infiniteOptions, infiniteKey } = namesOf(operation);
  const data = operation.types.response;
  const comment = docComment([
    `Makes the options of \`${operation.id}\`, page by page, for useInfiniteQuery and the like.`,
    ...aboutOf(operation),
  ]);
  const joined = `{ cursor: ${literal(names.cursor)}, next: ${literal(names.next)}, more: ${literal(names.more)} }`;
  const send = `(${sendParameters(operation, ['page'])}): Promise<${data}> => ${sendCall(operation, ['page'])}`;
  const made = `infiniteReadOptions(${infiniteKey}(${passed(operation)}), ${first.name}, ${joined}, ${send})`;
  return overloads(operation, comment, infiniteOptions, `InfiniteReadOptions<${data}>`, made);
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

function passed(operation: Operation): string {
  return ['client', ...argumentsOf(operation).map(({ name }) => name)].join(', ');
}

/** Parameters of the function that sends a read: what may have been skipped, and what a page adds. */
function sendParameters(operation: Operation, more: readonly string[]): string {
  const [first] = argumentsOf(operation);
  const given = first && !isBare(operation) ? `given: ${first.type}` : '_given';
  return [given, ...more, 'call'].join(', ');
}

function sendCall(operation: Operation, more: readonly string[]): string {
  const sent = argumentsOf(operation).map(({ name }, index) => {
    const value = index === 0 ? 'given' : name;
    if (name === 'id') return value;
    // Without parameters there is no type for them; nothing is passed.
    if (operation.query.length === 0) return 'undefined';
    return more.length > 0 ? `{ ${[value, ...more].map((part) => `...${part}`).join(', ')} }` : value;
  });
  return `${operation.id}(${['client', ...sent, 'call'].join(', ')})`;
}

/** Tells whether what a read is asked for is a query without parameters. */
function isBare(operation: Operation): boolean {
  return operation.pathParameter === undefined && operation.query.length === 0;
}

function writeText(operation: Operation, { key }: Resource): string {
  const names = namesOf(operation);
  const data = operation.types.response;
  const body = operation.types.body;
  const comment = docComment([
    `Makes the options of \`${operation.id}\` for useMutation and setMutationDefaults.`,
    ...aboutOf(operation),
  ]);
  return `
${comment}export function ${names.mutation}(client: Client, { optimistic }: WithOptimistic = {}): WriteOptions<${data}, ${body}> {
  return writeOptions(client, ${names.key}(client), { id: ${literal(key)}, stale: ${inline(operation.invalidates)} }, optimistic, (body: ${body}, call): Promise<${data}> => ${operation.id}(client, body, call));
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
