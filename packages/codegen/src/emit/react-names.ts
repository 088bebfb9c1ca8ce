import type { Model, Operation, Pagination, Resource } from '../model.ts';
import { mapTypes, publicTypes } from './core-names.ts';
import type { Surface } from './surface.ts';

/** The contract's types live under this name in generated code, so that none meets a name of ours. */
export const API = 'api';

/** Every name that is generated for one operation. */
export interface OperationNames {
  readonly args: string;
  readonly key: string;
  readonly infiniteKey: string;
  readonly options: string;
  readonly infiniteOptions: string;
  readonly mutation: string;
  readonly hook: string;
  readonly infiniteHook: string;
  readonly suspenseHook: string;
  readonly suspenseInfiniteHook: string;
  readonly prefetch: string;
  readonly ensure: string;
  readonly prefetchInfinite: string;
  readonly ensureInfinite: string;
}

/** `listInvoices` → `useInfiniteListInvoices` and the like. */
export function namesOf({ id, hook }: Operation): OperationNames {
  const title = id.charAt(0).toUpperCase() + id.slice(1);
  const infix = (word: string): string => `use${word}${hook.slice('use'.length)}`;
  return {
    args: `${title}Args`,
    key: `${id}Key`,
    infiniteKey: `${id}InfiniteKey`,
    options: `${id}Options`,
    infiniteOptions: `${id}InfiniteOptions`,
    mutation: `${id}Mutation`,
    hook,
    infiniteHook: infix('Infinite'),
    suspenseHook: infix('Suspense'),
    suspenseInfiniteHook: infix('SuspenseInfinite'),
    prefetch: `prefetch${title}`,
    ensure: `ensure${title}`,
    prefetchInfinite: `prefetchInfinite${title}`,
    ensureInfinite: `ensureInfinite${title}`,
  };
}

/** Tells whether an operation only reads. */
export function reads(operation: Operation): boolean {
  return operation.httpMethod === 'GET';
}

/** The names that join pages, of a list that can be continued. */
export function paging(operation: Operation): Pagination | undefined {
  return operation.query.some(({ role }) => role.kind === 'cursor') ? operation.pagination : undefined;
}

/** Puts the contract's types in all type expressions under `API`, by the names that core exports. */
export function qualified(model: Model, surface: Surface): Model {
  const names = publicTypes(model, surface);
  const qualify = (expression: string): string =>
    mapTypes(expression, (name) => (names.has(name) ? `${API}.${names.get(name)}` : name));
  const operation = (given: Operation): Operation => {
    const { imports, response, ...optional } = given.types;
    const rest = Object.entries(optional).map(([role, expression]) => [role, qualify(expression)]);
    return { ...given, types: { ...Object.fromEntries(rest), response: qualify(response), imports } };
  };
  const resources = model.resources.map((resource) => ({
    ...resource,
    operations: resource.operations.map(operation),
  }));
  return { ...model, resources };
}

/** What a read is asked for: an id, arguments, both or nothing. */
export interface Argument {
  readonly name: 'id' | 'args';
  readonly type: string;
  /** Whether it can be left out: no parameter of it is required. */
  readonly optional: boolean;
}

/** What a read is asked for, in the order of its function. The first may be `skipToken`. */
export function argumentsOf(operation: Operation): Argument[] {
  const args: Argument = {
    name: 'args',
    type: namesOf(operation).args,
    optional: operation.query.every(({ required }) => !required),
  };
  return [
    ...(operation.pathParameter === undefined ? [] : [{ name: 'id', type: 'string', optional: false } as const]),
    ...(operation.types.query === undefined ? [] : [args]),
  ];
}

/** How the parameters of a read are declared. */
export interface Declared {
  /** Whether the first may be `skipToken`. */
  readonly skippable: boolean;
  /** As an implementation declares them (` = {}`), or as an overload does (`?`). */
  readonly defaults: boolean;
}

/** Writes the parameters of a read, one text each. */
export function declare(operation: Operation, { skippable, defaults }: Declared): string[] {
  return argumentsOf(operation).map(({ name, type, optional }, index) => {
    const skip = skippable && index === 0;
    const full = skip ? `${type} | SkipToken` : type;
    if (!optional) return `${name}: ${full}`;
    if (defaults) return `${name}: ${full} = {}`;
    // What may be skipped is given: left out it is the form before.
    return skip ? `${name}: ${full}` : `${name}?: ${full}`;
  });
}

/** Name of the function for a whole resource: `invoicesKey`. */
export function resourceKeyName(resource: Resource): string {
  return `${resource.property}Key`;
}

/** Writes an import of the names that a text uses; nothing when it uses none. */
export function importOf(text: string, from: string, names: readonly string[], kind: 'type' | 'value'): string {
  // What only a comment names is not used.
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const used = [...new Set(names)].filter((name) => new RegExp(`\\b${name}\\b`).test(code)).sort();
  if (used.length === 0) return '';
  return `import ${kind === 'type' ? 'type ' : ''}{ ${used.join(', ')} } from '${from}';\n`;
}
