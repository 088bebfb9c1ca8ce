import type {
  ColumnDefinition,
  Environment,
  JsonObject,
  Manifest,
  ResourceDefinition,
  Scope,
  Shape,
  SummaryDefinition,
  WriteCommand,
} from '@thrivestack-revenue/engine';

const shapes: Record<string, Shape> = {
  name: { type: 'string' },
  due: { type: 'string', format: 'date-time', nullable: true },
  price: { type: 'number', currencyField: 'currency' },
  currency: { type: 'string', kind: 'currency' },
  count: { type: 'integer' },
  ratio: { type: 'number' },
  done: { type: 'boolean' },
};

/** Every type of column there is. */
export const THING_COLUMNS: readonly ColumnDefinition[] = [
  { field: 'name', type: 'text' },
  { field: 'due', type: 'instant' },
  { field: 'price', type: 'money', currencyField: 'currency' },
  { field: 'currency', type: 'text' },
  { field: 'count', type: 'integer' },
  { field: 'ratio', type: 'real' },
  { field: 'done', type: 'boolean' },
];

/** The columns with those that a summary of every part needs. */
export const SUMMED_COLUMNS: readonly ColumnDefinition[] = [...THING_COLUMNS, { field: 'name', type: 'folded' }];

/** A summary of every part; one field may serve several. */
export const THING_SUMMARY: SummaryDefinition = {
  measure: 'price',
  unit: 'currency',
  month: 'due',
  ageing: 'due',
  top: 'name',
  nearDuplicates: 'name',
};

/** A resource that no contract of ours has; `columns` is what an older or newer contract would ask for. */
export function things(
  columns: readonly ColumnDefinition[] = THING_COLUMNS,
  summary?: SummaryDefinition,
): ResourceDefinition {
  const body: Shape = { type: 'object', fields: { thing_id: { type: 'string', kind: 'id' }, ...shapes } };
  const path = '/revenue/things';
  const operation = { path, scope: 'revenue' };
  return {
    name: 'things',
    path,
    key: 'thing_id',
    singular: 'thing',
    alreadyExistsCode: 'thing_already_exists',
    operations: [
      { ...operation, id: 'createThing', kind: 'create', method: 'POST', body },
      { ...operation, id: 'updateThing', kind: 'update', method: 'PUT', body },
      { ...operation, id: 'deleteThing', kind: 'delete', method: 'DELETE', body },
      {
        ...operation,
        id: 'listThings',
        kind: 'list',
        method: 'GET',
        query: [
          {
            name: 'sort',
            role: { kind: 'sort-field' },
            shape: { type: 'string', enum: ['created_at', ...columns.map(({ field }) => field)] },
          },
          { name: 'name', role: { kind: 'filter', field: 'name', op: 'eq' }, shape: { type: 'string' } },
        ],
        pagination: { items: 'data', next: 'next_cursor', more: 'has_more' },
      },
    ],
    fields: Object.entries(shapes).map(([name, shape]) => ({ name, shape, readAsNull: true })),
    rules: [],
    columns,
    ...(summary ? { summary } : {}),
  };
}

export function thingsManifest(columns?: readonly ColumnDefinition[], summary?: SummaryDefinition): Manifest {
  const resources = [things(columns, summary)];
  return { title: 'Things', keyHeader: 'x-api-key', scopes: ['revenue'], resources, builtins: [] };
}

export function scopeOf(tenant: string, environment: Environment = 'test'): Scope {
  return { tenant, environment };
}

/** A write of a thing; `at` is an hour of 2026 unless given. */
export function command(
  kind: WriteCommand['kind'],
  id: string,
  fields: JsonObject = {},
  more: Partial<WriteCommand> = {},
): WriteCommand {
  return {
    scope: scopeOf('acme'),
    resource: 'things',
    kind,
    id,
    fields,
    at: Date.UTC(2026, 0, 1),
    requestId: 'req_test',
    keyId: 'key_test',
    ...more,
  };
}
