import { check, minorUnits } from '@thrivestack-revenue/validation';
import { CREATED_AT, findColumn } from './columns.ts';
import { invalid, refuseIssues } from './errors.ts';
import type { Json, JsonObject, ParameterDefinition, ResourceDefinition, Shape } from './manifest.ts';
import type { Endpoint } from './routes.ts';
import type { ErrorDetail, ListFilter } from './store/port.ts';

const DEFAULT_LIMIT = 50;

/** What the query parameters of a read say. */
export interface Parameters extends Paging {
  readonly filters: readonly ListFilter[];
}

/**
 * Makes the reader of a read's query parameters.
 *
 * The reader throws a Refusal with status 400 that names every wrong parameter.
 */
export function createParameterReader({
  definition,
  operation,
}: Endpoint): (given: ReadonlyMap<string, string>) => Parameters {
  const parameters = operation.query ?? [];
  const shape = queryShape(definition, parameters);
  return (given) => {
    const checked = check(shape, Object.fromEntries(given), { mode: 'query', numberText: (name) => given.get(name) });
    refuseIssues([...checked.issues, ...currencyIssues(definition, parameters, given)]);
    const values = withDefaults(parameters, checked.value);
    const filters = parameters.flatMap((parameter) => {
      const { role } = parameter;
      const currency = role.kind === 'filter' ? currencyParameter(definition, parameters, role.field) : undefined;
      return filterOf(definition, parameter, values, given, currency) ?? [];
    });
    return { filters, ...paging(parameters, values) };
  };
}

/** The parameters as one object; money takes its currency from the parameter that filters the currency. */
function queryShape(definition: ResourceDefinition, parameters: readonly ParameterDefinition[]): Shape {
  const fields = parameters.map(({ name, role, shape }): [string, Shape] => {
    const { currencyField: _, ...plain } = shape;
    if (role.kind !== 'filter') return [name, plain];
    const currency = currencyParameter(definition, parameters, role.field);
    if (currency !== undefined) return [name, { ...plain, currencyField: currency }];
    return [name, isOwnTime(definition, role.field) ? { ...plain, type: 'string', format: 'date-time' } : plain];
  });
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return { type: 'object', fields: Object.fromEntries(fields), required };
}

/** Name of the parameter that says in which currency a money field is meant; undefined for other fields. */
function currencyParameter(
  definition: ResourceDefinition,
  parameters: readonly ParameterDefinition[],
  field: string,
): string | undefined {
  const currencyField = findColumn(definition, field)?.currencyField;
  if (currencyField === undefined) return undefined;
  const filter = parameters.find(
    ({ role }) => role.kind === 'filter' && role.op === 'eq' && role.field === currencyField,
  );
  return filter?.name ?? currencyField;
}

/** Amounts of several currencies can be neither compared nor put in order. */
function currencyIssues(
  definition: ResourceDefinition,
  parameters: readonly ParameterDefinition[],
  given: ReadonlyMap<string, string>,
): ErrorDetail[] {
  const needed = new Map<string, string>();
  for (const { name, role } of parameters) {
    const text = given.get(name);
    const field = role.kind === 'filter' ? role.field : role.kind === 'sort-field' ? text : undefined;
    if (text === undefined || field === undefined) continue;
    const currency = currencyParameter(definition, parameters, field);
    if (currency !== undefined && !given.has(currency))
      needed.set(currency, role.kind === 'filter' ? name : `${name}=${text}`);
  }
  return [...needed].map(([param, by]) => ({
    param,
    code: 'currency_required',
    message: `${by} needs ${param}: amounts of different currencies cannot be compared. Add ${param}.`,
  }));
}

function withDefaults(parameters: readonly ParameterDefinition[], values: JsonObject): JsonObject {
  const defaults = parameters.flatMap(({ name, shape }): [string, Json][] =>
    shape.default === undefined ? [] : [[name, shape.default]],
  );
  return { ...Object.fromEntries(defaults), ...values };
}

interface Paging {
  readonly sort: string;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly cursor?: { readonly text: string; readonly param: string };
}

function paging(parameters: readonly ParameterDefinition[], values: JsonObject): Paging {
  const named = (kind: string): string | undefined => parameters.find(({ role }) => role.kind === kind)?.name;
  const value = (kind: string): Json | undefined => values[named(kind) ?? ''];
  const limit = value('limit');
  const sort = value('sort-field');
  const cursor = value('cursor');
  return {
    sort: typeof sort === 'string' ? sort : CREATED_AT,
    order: value('sort-order') === 'asc' ? 'asc' : 'desc',
    limit: typeof limit === 'number' ? limit : DEFAULT_LIMIT,
    ...(typeof cursor === 'string' ? { cursor: { text: cursor, param: named('cursor') ?? '' } } : {}),
  };
}

function filterOf(
  definition: ResourceDefinition,
  { name, role }: ParameterDefinition,
  values: JsonObject,
  given: ReadonlyMap<string, string>,
  currency: string | undefined,
): ListFilter | undefined {
  const value = values[name];
  if (role.kind !== 'filter' || value === undefined || value === null) return undefined;
  const { field, op } = role;
  if (currency !== undefined) {
    const minor = minorUnits(given.get(name) ?? String(value), String(values[currency]));
    if (minor === undefined) throw invalid('invalid_type', `${name} is not an amount.`, name);
    return { column: field, op, value: minor };
  }
  if (isOwnTime(definition, field)) return { column: field, op, value: Date.parse(String(value)) };
  if (typeof value === 'boolean') return { column: field, op, value: Number(value) };
  return { column: field, op, value: typeof value === 'number' ? value : String(value) };
}

/** Tells whether a name means the engine's own time of a row. */
function isOwnTime(definition: ResourceDefinition, name: string): boolean {
  return name !== definition.key && !findColumn(definition, name);
}
