import type {
  FilterOp,
  OperationDefinition,
  ParameterDefinition,
  ResourceDefinition,
} from '@thrivestack-revenue/engine';
import type { Json } from '../wire/cases.ts';
import type { JsonObject } from './values.ts';

/** A stored row: its id and its document. */
export interface Row {
  readonly id: string;
  readonly document: JsonObject;
}

type Query = Readonly<Record<string, string>>;

/** A question to a list, and the ids that it has to answer, in order. */
export interface Ask {
  readonly query: Query;
  readonly ids: readonly string[];
}

/** What a list of one resource is about. */
interface Shelf {
  readonly resource: ResourceDefinition;
  readonly parameters: readonly ParameterDefinition[];
  readonly rows: readonly Row[];
}

/**
 * Every filter with every value that is stored, and every order, with the answers worked out here.
 * All rows were created in the same millisecond: ordered by time, they are ordered by id.
 */
export function asksOf(resource: ResourceDefinition, list: OperationDefinition, rows: readonly Row[]): Ask[] {
  const shelf: Shelf = { resource, parameters: list.query ?? [], rows };
  const sort = shelf.parameters.find(({ role }) => role.kind === 'sort-field');
  const sorts = (sort?.shape.enum ?? []).flatMap((field): [string, Query][] => {
    const lead = currencyOf(shelf, String(field));
    return sort && lead ? [[String(field), { ...lead, [sort.name]: String(field) }]] : [];
  });
  const filters = shelf.parameters.flatMap((parameter) => filtersOf(shelf, parameter));
  return [
    ask(shelf, {}, rows),
    ...filters,
    ...sorts.flatMap(([field, query]) => orders(shelf).map((order) => ask(shelf, { ...query, ...order }, rows, field))),
  ];
}

/** The ways to say each direction. */
function orders({ parameters }: Shelf): Query[] {
  const order = parameters.find(({ role }) => role.kind === 'sort-order');
  return order ? [{ [order.name]: 'asc' }, { [order.name]: 'desc' }] : [{}];
}

/** Works out the answer; the rows are those that the filters leave. */
function ask(shelf: Shelf, query: Query, filtered: readonly Row[], field?: string): Ask {
  const { resource, parameters } = shelf;
  const named = (kind: string): ParameterDefinition | undefined => parameters.find(({ role }) => role.kind === kind);
  const [sort, order] = [named('sort-field'), named('sort-order')];
  const by = field ?? String(sort?.shape.default ?? 'created_at');
  const ascending = (order && (query[order.name] ?? order.shape.default)) === 'asc';
  const money = currencyFieldOf(resource, by);
  const kept = filtered.filter(
    ({ document }) => money === undefined || Object.values(query).includes(String(document[money])),
  );
  return { query, ids: kept.toSorted((a, b) => compareRows(resource, a, b, by, ascending)).map(({ id }) => id) };
}

function compareRows(resource: ResourceDefinition, a: Row, b: Row, field: string, ascending: boolean): number {
  const [left, right] = [fieldOf(resource, a, field), fieldOf(resource, b, field)];
  // No value comes last in both directions.
  if ((left === null) !== (right === null)) return left === null ? 1 : -1;
  const found = compare(left, right) || compare(a.id, b.id);
  return ascending ? found : -found;
}

function filtersOf(shelf: Shelf, { name, role, shape }: ParameterDefinition): Ask[] {
  const { resource, rows } = shelf;
  if (role.kind !== 'filter' || !isColumn(resource, role.field)) return [];
  const lead = currencyOf(shelf, role.field);
  if (!lead) return [];
  const money = currencyFieldOf(resource, role.field);
  const isSame = ({ document }: Row): boolean =>
    money === undefined || Object.values(lead).includes(String(document[money]));
  const stored = rows
    .filter(isSame)
    .map((row) => fieldOf(resource, row, role.field))
    .filter((value) => value !== null);
  const wanted = role.op === 'prefix' ? stored.map((value) => [...String(value)].slice(0, 1).join('')) : stored;
  const asked = [...new Set(wanted)].filter((value) => value !== '' && (!shape.enum || shape.enum.includes(value)));
  return asked.map((value) => {
    const query = { ...lead, [name]: String(value) };
    const found = rows.filter((row) => {
      const own = fieldOf(resource, row, role.field);
      return isSame(row) && own !== null && holds(role.op, own, value);
    });
    return ask(shelf, query, found);
  });
}

function holds(op: FilterOp, own: Json, value: Json): boolean {
  if (op === 'prefix') return String(own).startsWith(String(value));
  const found = compare(own, value);
  if (op === 'eq') return found === 0;
  if (op === 'gt') return found > 0;
  if (op === 'gte') return found >= 0;
  return op === 'lt' ? found < 0 : found <= 0;
}

/** The parameter that chooses a currency, where a field is money; undefined when there is none to choose by. */
function currencyOf({ resource, parameters, rows }: Shelf, field: string): Query | undefined {
  const money = currencyFieldOf(resource, field);
  if (money === undefined) return {};
  const filter = parameters.find(({ role }) => role.kind === 'filter' && role.op === 'eq' && role.field === money);
  const code = rows[0]?.document[money];
  return filter && typeof code === 'string' ? { [filter.name]: code } : undefined;
}

function currencyFieldOf({ fields }: ResourceDefinition, field: string): string | undefined {
  return fields.find(({ name }) => name === field)?.shape.currencyField;
}

function isColumn({ key, columns }: ResourceDefinition, field: string): boolean {
  return field === key || columns.some((column) => column.field === field);
}

/** `null` for no value; every row has the same time. */
function fieldOf(resource: ResourceDefinition, { id, document }: Row, field: string): Json {
  if (field === resource.key) return id;
  return isColumn(resource, field) ? (document[field] ?? null) : 0;
}

/** Texts by their bytes, as every store orders them. */
function compare(a: Json, b: Json): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}
