import type { Model, Operation, Resource } from '../model.ts';
import { nameFault } from './core-names.ts';
import { API, namesOf, paging, reads, resourceKeyName } from './react-names.ts';

/** Names that one generated entry repeats from one file. */
export interface Exports {
  readonly from: string;
  readonly names: readonly string[];
  readonly types?: boolean;
}

/** Names that the generated files import, and of their parameters. */
const OWN = [
  API,
  'args',
  'call',
  'client',
  'id',
  'infiniteReadOptions',
  'keyOf',
  'options',
  'optimistic',
  'page',
  'queryClient',
  'readOptions',
  'rowArgs',
  'useInfiniteRead',
  'useRead',
  'useSuspenseInfiniteRead',
  'useSuspenseRead',
  'useWrite',
  'writeOptions',
];

/**
 * Refuses names of the contract that would meet in the generated files.
 * @param surface What the package exports by hand.
 * @throws SpecError with file, line and remedy.
 */
export function checkNames(model: Model, surface: readonly string[]): void {
  const owners = new Map<string, string>([...OWN, ...surface].map((name) => [name, 'the package itself']));
  const claim = (owner: string, names: readonly string[], remedy: string): void => {
    for (const name of names) {
      const other = owners.get(name);
      if (other !== undefined) {
        throw nameFault(model, owner, `"${owner}" and ${other} both become "${name}" in the hooks; ${remedy}.`);
      }
      owners.set(name, `"${owner}"`);
    }
  };
  for (const resource of model.resources) {
    claim(resource.path, [resourceKeyName(resource)], 'rename the path');
    for (const operation of resource.operations) {
      claim(operation.id, [operation.id, ...allNames(operation)], 'give the operation another operationId');
    }
  }
}

function allNames(operation: Operation): string[] {
  return [
    ...argTypeNames(operation),
    ...keyNames(operation),
    ...optionNames(operation),
    ...prefetchNames(operation),
    ...hookNames(operation),
  ];
}

/** Lists what the entries export of the contract, by file. */
export function generatedExports({ resources }: Model, hooks: boolean): Exports[] {
  const keys = './keys.gen.ts';
  const of = ({ operations }: Resource, names: (operation: Operation) => string[]): string[] =>
    operations.flatMap(names);
  return [
    { from: keys, names: resources.flatMap((resource) => of(resource, argTypeNames)), types: true },
    { from: keys, names: resources.flatMap((resource) => [resourceKeyName(resource), ...of(resource, keyNames)]) },
    ...resources.flatMap((resource) => [
      { from: `./${resource.name}.options.gen.ts`, names: of(resource, optionNames) },
      { from: `./${resource.name}.prefetch.gen.ts`, names: of(resource, prefetchNames) },
      ...(hooks ? [{ from: `./${resource.name}.hooks.gen.ts`, names: of(resource, hookNames) }] : []),
    ]),
  ];
}

function argTypeNames(operation: Operation): string[] {
  return operation.types.query === undefined ? [] : [namesOf(operation).args];
}

function keyNames(operation: Operation): string[] {
  const { key, infiniteKey } = namesOf(operation);
  return paging(operation) ? [key, infiniteKey] : [key];
}

function optionNames(operation: Operation): string[] {
  const { options, infiniteOptions, mutation } = namesOf(operation);
  if (!reads(operation)) return [mutation];
  return paging(operation) ? [options, infiniteOptions] : [options];
}

function prefetchNames(operation: Operation): string[] {
  if (!reads(operation)) return [];
  const { prefetch, ensure, prefetchInfinite, ensureInfinite } = namesOf(operation);
  return paging(operation) ? [prefetch, ensure, prefetchInfinite, ensureInfinite] : [prefetch, ensure];
}

function hookNames(operation: Operation): string[] {
  const { hook, infiniteHook, suspenseHook, suspenseInfiniteHook } = namesOf(operation);
  if (!reads(operation)) return [hook];
  return paging(operation) ? [hook, suspenseHook, infiniteHook, suspenseInfiniteHook] : [hook, suspenseHook];
}
