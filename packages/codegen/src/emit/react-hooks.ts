import type { Operation, Resource } from '../model.ts';
import { API, argumentsOf, declare, importOf, namesOf, paging, reads } from './react-names.ts';
import { aboutOf } from './react-options.ts';
import { docComment, header } from './text.ts';

const CORE = '@thrivestack-revenue/core';
const QUERY = '@tanstack/react-query';

/** Writes the hooks of one resource. */
export function hooksFile(resource: Resource): string {
  const text = resource.operations
    .map((operation) => (reads(operation) ? readHooks(operation) : writeHook(operation)))
    .join('');
  const names = resource.operations.map(namesOf);
  const options = names.flatMap(({ options, infiniteOptions, mutation }) => [options, infiniteOptions, mutation]);
  const kinds = ['Read', 'SuspenseRead', 'InfiniteRead', 'SuspenseInfiniteRead'];
  const types = kinds.flatMap((kind) => [`${kind}HookOptions`, `${kind}Result`]);
  return (
    header() +
    importOf(text, QUERY, ['InfiniteData', 'SkipToken'], 'type') +
    `import type * as ${API} from '${CORE}';\n` +
    importOf(text, '../infinite-options.ts', ['PageCursor'], 'type') +
    importOf(text, '../use-read.ts', types, 'type') +
    importOf(
      text,
      '../use-read.ts',
      kinds.map((kind) => `use${kind}`),
      'value',
    ) +
    importOf(text, '../use-write.ts', ['WriteHookOptions', 'WriteResult'], 'type') +
    importOf(text, '../use-write.ts', ['useWrite'], 'value') +
    importOf(
      text,
      './keys.gen.ts',
      names.map(({ args }) => args),
      'type',
    ) +
    importOf(text, `./${resource.name}.options.gen.ts`, options, 'value') +
    text
  );
}

function comment(operation: Operation, first: string): string {
  return docComment([first, ...aboutOf(operation)]);
}

function readHooks(operation: Operation): string {
  const names = namesOf(operation);
  const data = operation.types.response;
  const skips = argumentsOf(operation).length > 0 ? '; `skipToken` leaves it out' : '';
  const plain = [
    hook(operation, {
      about: `Reads \`${operation.id}\`${skips}.`,
      name: names.hook,
      options: names.options,
      read: 'Read',
      data,
      all: data,
    }),
    hook(operation, {
      about: `Reads \`${operation.id}\`, and suspends until it is there.`,
      name: names.suspenseHook,
      options: names.options,
      read: 'SuspenseRead',
      data,
      all: data,
    }),
  ];
  if (!paging(operation)) return plain.join('');
  const all = `InfiniteData<${data}, PageCursor>`;
  return [
    ...plain,
    hook(operation, {
      about: `Reads \`${operation.id}\` page by page${skips}.`,
      name: names.infiniteHook,
      options: names.infiniteOptions,
      read: 'InfiniteRead',
      data,
      all,
    }),
    hook(operation, {
      about: `Reads \`${operation.id}\` page by page, and suspends until the first is there.`,
      name: names.suspenseInfiniteHook,
      options: names.infiniteOptions,
      read: 'SuspenseInfiniteRead',
      data,
      all,
    }),
  ].join('');
}

/** One hook over one `use…Read`. */
interface HookParts {
  readonly about: string;
  readonly name: string;
  /** The function that makes its options. */
  readonly options: string;
  /** What runs it: `Read` stands for `useRead`, `ReadHookOptions` and `ReadResult`. */
  readonly read: 'Read' | 'SuspenseRead' | 'InfiniteRead' | 'SuspenseInfiniteRead';
  /** Type of one answer. */
  readonly data: string;
  /** Type of what the cache keeps. */
  readonly all: string;
}

function hook(operation: Operation, { about, name, options, read, data, all }: HookParts): string {
  const skippable = !read.startsWith('Suspense');
  const parameters = [
    ...declare(operation, { skippable, defaults: true }),
    `options?: ${read}HookOptions<${data}, TData>`,
  ];
  const passed = ['client', ...argumentsOf(operation).map((argument) => argument.name)].join(', ');
  return `
${comment(operation, about)}export function ${name}<TData = ${all}>(
${parameters.map((parameter) => `  ${parameter},\n`).join('')}): ${read}Result<TData> {
  return use${read}((client) => ${options}(${passed}), options);
}
`;
}

function writeHook(operation: Operation): string {
  const names = namesOf(operation);
  const types = `${operation.types.response}, ${operation.types.body}`;
  return `
${comment(operation, `Makes \`${operation.id}\` available; what it makes stale is read again.`)}export function ${names.hook}(options?: WriteHookOptions<${types}>): WriteResult<${types}> {
  return useWrite(${names.mutation}, options);
}
`;
}

/** Writes what fills a cache ahead of rendering; empty without reads. */
export function prefetchFile(resource: Resource): string {
  const operations = resource.operations.filter(reads);
  if (operations.length === 0) return '';
  const text = operations.map(prefetchText).join('');
  const names = operations.map(namesOf);
  const options = names.flatMap(({ options, infiniteOptions }) => [options, infiniteOptions]);
  return (
    header() +
    importOf(text, QUERY, ['InfiniteData', 'QueryClient'], 'type') +
    importOf(text, CORE, ['Client'], 'type') +
    importOf(text, '../infinite-options.ts', ['PageCursor'], 'type') +
    `import type * as ${API} from '${CORE}';\n` +
    importOf(
      text,
      './keys.gen.ts',
      names.map(({ args }) => args),
      'type',
    ) +
    importOf(text, `./${resource.name}.options.gen.ts`, options, 'value') +
    text
  );
}

function prefetchText(operation: Operation): string {
  const names = namesOf(operation);
  const data = operation.types.response;
  const asked = declare(operation, { skippable: false, defaults: false });
  const given = ['queryClient: QueryClient', 'client: Client', ...asked].join(', ');
  const passed = ['client', ...argumentsOf(operation).map(({ name }) => name)].join(', ');
  const plain = `
${comment(operation, `Fills the cache with \`${operation.id}\`; a failure is left to the hook. Await it.`)}export function ${names.prefetch}(${given}): Promise<void> {
  return queryClient.prefetchQuery(${names.options}(${passed}));
}

${comment(operation, `Reads \`${operation.id}\` from the cache, or else from the API.`)}export function ${names.ensure}(${given}): Promise<${data}> {
  return queryClient.ensureQueryData(${names.options}(${passed}));
}
`;
  if (!paging(operation)) return plain;
  const all = `InfiniteData<${data}, PageCursor>`;
  return `${plain}
${comment(operation, `Fills the cache with the first page of \`${operation.id}\` for the infinite hooks. Await it.`)}export function ${names.prefetchInfinite}(${given}): Promise<void> {
  return queryClient.prefetchInfiniteQuery(${names.infiniteOptions}(${passed}));
}

${comment(operation, `Reads the pages of \`${operation.id}\` from the cache, or else the first from the API.`)}export function ${names.ensureInfinite}(${given}): Promise<${all}> {
  return queryClient.ensureInfiniteQueryData(${names.infiniteOptions}(${passed}));
}
`;
}
