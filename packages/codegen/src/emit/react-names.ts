import type { Model, Operation, Pagination, Resource } from '../model.ts';
import { publicTypes } from './core-names.ts';
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
  return operation.kind === 'get' || operation.kind === 'list';
}

/** The names that join pages, of a list that can be continued. */
export function paging(operation: Operation): Pagination | undefined {
  return operation.query.some(({ role }) => role.kind === 'cursor') ? operation.pagination : undefined;
}

/** Tells whether a list can be left out of the call: no parameter of it is required. */
export function mayBeEmpty(operation: Operation): boolean {
  return operation.query.every((parameter) => !parameter.required);
}

/** Puts the contract's types in all type expressions under `API`, by the names that core exports. */
export function qualified(model: Model, surface: Surface): Model {
  const names = new Map(publicTypes(model, surface));
  const qualify = (expression: string): string =>
    // Property names in quotes are no types.
    expression.replace(/(['"]).*?\1|[A-Za-z_$][\w$]*/g, (word) =>
      names.has(word) ? `${API}.${names.get(word)}` : word,
    );
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

/** Type of what a read is asked for: `ListInvoicesArgs`, or the id. */
export function argsType(operation: Operation): string {
  return operation.kind === 'list' ? namesOf(operation).args : 'string';
}

/** Name of what a read is asked for. */
export function argsName(operation: Operation): string {
  return operation.kind === 'list' ? 'args' : 'id';
}

/** Name of the function for a whole resource: `invoicesKey`. */
export function resourceKeyName(resource: Resource): string {
  return `${resource.property}Key`;
}

/** Writes an import of the names that a text uses; nothing when it uses none. */
export function importOf(text: string, from: string, names: readonly string[], kind: 'type' | 'value'): string {
  const used = [...new Set(names)].filter((name) => new RegExp(`\\b${name}\\b`).test(text)).sort();
  if (used.length === 0) return '';
  return `import ${kind === 'type' ? 'type ' : ''}{ ${used.join(', ')} } from '${from}';\n`;
}
