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

function resourceOf({ key, fields, operations }: Resource): Record<string, Json> {
  const named = (test: (field: Resource['fields'][number]) => boolean): string[] =>
    fields.filter(test).map(({ name }) => name);
  const own = OWN_FIELDS.filter((name) => fields.every((field) => field.name !== name));
  const [created] = OWN_FIELDS.slice(0, 1).filter((name) => own.includes(name));
  const [updated] = OWN_FIELDS.slice(1).filter((name) => own.includes(name));
  const get = operations.find(({ kind }) => kind === 'get');
  const list = operations.find(({ kind }) => kind === 'list');
  const writes = operations.filter(({ kind }) => kind === 'create' || kind === 'update' || kind === 'delete');
  return present({
    key,
    writes: Object.fromEntries(writes.map(({ method, kind }) => [method, kind])),
    get: get?.method,
    list: list && listOf(list),
    instants: [...named(({ shape }) => shape.format === 'date-time'), ...own],
    currencies: named(({ shape }) => shape.kind === 'currency'),
    defaults: Object.fromEntries(
      fields.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
    ),
    nulls: named(({ readAsNull }) => readAsNull),
    created,
    updated,
  });
}

function listOf({ method, query, pagination }: Operation): Record<string, Json> {
  const parameter = (role: string, fallback: Json): Json => {
    const found = query.find(({ role: { kind } }) => kind === role);
    // No parameter has an empty name.
    return [found?.name ?? '', found?.shape.default ?? fallback];
  };
  const filters = query.flatMap(({ name, role }): [string, Json][] =>
    role.kind === 'filter' ? [[name, [role.field, role.op]]] : [],
  );
  return {
    method,
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

function present(value: Record<string, Json | undefined>): Record<string, Json> {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function line(value: Json): string {
  // A plain `"__proto__": …` in a literal would set the prototype.
  return literal(value).replace(/\n\s*/g, ' ').replaceAll('"__proto__":', '["__proto__"]:');
}
