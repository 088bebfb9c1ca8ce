import type { Manifest, OperationDefinition, Shape } from './manifest.ts';

const PATH = '/revenue/credit-notes';
const money = { type: 'number', currencyField: 'currency' } as const;
const line: Shape = { type: 'object', fields: { sku: { type: 'string' }, price: money }, required: ['price'] };
const own: Record<string, Shape> = {
  settled: { type: 'boolean' },
  pages: { type: 'integer' },
  weight: { type: 'number' },
  currency: { type: 'string', kind: 'currency' },
  lines: { type: 'array', items: line },
};

const operation = (
  id: string,
  kind: OperationDefinition['kind'],
  method: string,
  more: Partial<OperationDefinition> = {},
): OperationDefinition => ({ id, kind, method, path: PATH, scope: 'credit', ...more });

const key = { credit_note_id: { type: 'string', kind: 'id' } } as const;
const filter = (name: string, field: string, op: 'eq' | 'gte' | 'lt' | 'prefix', shape: Shape) =>
  ({ name, role: { kind: 'filter', field, op }, shape }) as const;

/** A contract with another resource, other scopes and other kinds of fields than the generated one. */
export const creditNotes: Manifest = {
  title: 'Test',
  keyHeader: 'x-test-key',
  scopes: ['credit'],
  resources: [
    {
      name: 'credit-notes',
      path: PATH,
      key: 'credit_note_id',
      singular: 'credit_note',
      alreadyExistsCode: 'credit_note_already_exists',
      operations: [
        operation('createCreditNote', 'create', 'POST', {
          body: { type: 'object', open: true, required: ['credit_note_id'], fields: { ...key, ...own } },
        }),
        operation('updateCreditNote', 'update', 'PUT', {
          body: {
            type: 'object',
            open: true,
            required: ['credit_note_id'],
            fields: { ...key, ...own, remark: { type: 'string', nullable: true } },
          },
        }),
        operation('deleteCreditNote', 'delete', 'DELETE', {
          body: { type: 'object', required: ['credit_note_id'], fields: key },
        }),
        operation('getCreditNote', 'get', 'GET', { path: `${PATH}/{credit_note_id}` }),
        operation('listCreditNotes', 'list', 'GET', {
          pagination: { items: 'notes', next: 'next', more: 'more' },
          query: [
            { name: 'size', role: { kind: 'limit' }, shape: { type: 'integer', default: 2, minimum: 1, maximum: 3 } },
            { name: 'from', role: { kind: 'cursor' }, shape: { type: 'string' } },
            {
              name: 'by',
              role: { kind: 'sort-field' },
              shape: { type: 'string', enum: ['credit_note_id', 'pages', 'weight', 'settled', 'updated_at'] },
            },
            { name: 'direction', role: { kind: 'sort-order' }, shape: { type: 'string', enum: ['asc', 'desc'] } },
            filter('settled', 'settled', 'eq', { type: 'boolean' }),
            filter('pages', 'pages', 'eq', { type: 'integer' }),
            filter('weight_from', 'weight', 'gte', { type: 'number' }),
            filter('since', 'created_at', 'gte', { type: 'string' }),
            filter('id', 'credit_note_id', 'eq', { type: 'string' }),
          ],
        }),
      ],
      fields: [
        ...Object.entries(own).map(([name, shape]) => ({ name, shape })),
        { name: 'remark', shape: { type: 'string' }, readAsNull: true },
      ],
      rules: [],
      columns: [
        { field: 'settled', type: 'boolean' },
        { field: 'pages', type: 'integer' },
        { field: 'weight', type: 'real' },
      ],
    },
  ],
  builtins: [],
};
