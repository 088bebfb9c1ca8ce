import type { Json, Operation, Resource } from '../model.ts';
import { OWN_FIELDS } from '../parameters.ts';
import { header, literal } from './text.ts';

/** Rows of a page where the contract does not say, and the order of a list likewise: the server's own. */
const LIMIT = 50;

/** Writes the entry that shows writes before they are done: what each resource's rows, lists and filters are. */
export function optimisticFile(resources: readonly Resource[]): string {
  const all = resources
    .filter(({ stored, operations }) => stored && operations.some(({ kind }) => kind === 'get' || kind === 'list'))
    .map((resource) => `  ${literal(resource.property)}: ${line(resourceOf(resource))},\n`);
  return `${header()}import { optimisticWrites } from '../optimistic/optimistic-writes.ts';
import type { Optimistic } from '../write-options.ts';

export type { Optimistic } from '../write-options.ts';

/**
 * Shows creates, updates and deletes in lists and rows before the API has answered.
 *
 * Give it to a write hook: \`useCreate…({ optimistic })\`.
 */
export const optimistic: Optimistic = /* @__PURE__ */ optimisticWrites({
${all.join('')}});
`;
}

/** How a row's value may stand to what a filter asks for; a prefix is no matter of order. */
const PASSES: Readonly<Record<string, readonly number[]>> = {
  eq: [0],
  gt: [1],
  gte: [0, 1],
  lt: [-1],
  lte: [-1, 0],
  prefix: [],
};

/** What parameters are for that choose no rows. */
const PAGING: readonly string[] = ['cursor', 'limit', 'sort-field', 'sort-order'];

function resourceOf({ key, fields, operations }: Resource): Record<string, Json> {
  const named = (test: (field: Resource['fields'][number]) => boolean): string[] =>
    fields.filter(test).map(({ name }) => name);
  const own = OWN_FIELDS.filter((name) => fields.every((field) => field.name !== name));
  const get = operations.find(({ kind }) => kind === 'get');
  const list = operations.find(({ kind }) => kind === 'list');
  const defaults = fields.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]]));
  const rows: Readonly<Record<string, Json>> = {
    create: [Object.fromEntries(defaults), ...own],
    update: [true, ...own.filter((name) => name !== OWN_FIELDS[0])],
    delete: [false],
  };
  const writes = operations.flatMap(({ method, kind }): [string, Json][] => {
    const row = rows[kind];
    return row === undefined ? [] : [[method, row]];
  });
  return {
    key,
    writes: Object.fromEntries(writes),
    reads: [get?.method ?? null, ...(list ? [list.method, `${list.method}Infinite`] : [])],
    ...listOf(list, own),
    instants: [...named(({ shape }) => shape.format === 'date-time'), ...own],
    currencies: named(({ shape }) => shape.kind === 'currency'),
    nulls: named(({ readAsNull }) => readAsNull),
  };
}

/** How a list is read; without a list, names that nothing has. */
function listOf(list: Operation | undefined, own: readonly string[]): Record<string, Json> {
  const { query = [], pagination } = list ?? {};
  const parameter = (role: string, fallback: Json): Json => {
    const found = query.find(({ role: { kind } }) => kind === role);
    // No parameter has an empty name.
    return [found?.name ?? '', found?.shape.default ?? fallback];
  };
  const filters = query.flatMap(({ name, role }): [string, Json][] => {
    if (PAGING.includes(role.kind)) return [[name, []]];
    // The server's own times are not known here: a filter of them cannot be decided.
    const known = role.kind === 'filter' && !own.includes(role.field);
    return known ? [[name, [role.field, ...(PASSES[role.op] ?? [])]]] : [];
  });
  return {
    items: pagination?.items ?? '',
    next: pagination?.next ?? '',
    more: pagination?.more ?? '',
    cursor: query.find(({ role }) => role.kind === 'cursor')?.name ?? '',
    limit: parameter('limit', LIMIT),
    sort: parameter('sort-field', OWN_FIELDS[0] ?? ''),
    order: parameter('sort-order', 'desc'),
    filters: Object.fromEntries(filters),
  };
}

function line(value: Json): string {
  // A plain `"__proto__": …` in a literal would set the prototype.
  return literal(value).replace(/\n\s*/g, ' ').replaceAll('"__proto__":', '["__proto__"]:');
}
