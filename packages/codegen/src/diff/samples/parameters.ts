import { addParameter, all, dropParameter, LIST, parameter, put } from './edits.ts';
import type { Sample } from './sample.ts';

const amountBelow = {
  name: 'amount_below',
  in: 'query',
  description: 'Below this amount.',
  'x-filter': { field: 'amount', op: 'lt' },
  schema: { type: 'number' },
};

/** Changes of the query parameters of a list. */
export const PARAMETERS: readonly Sample[] = [
  {
    title: 'a parameter goes',
    bump: 'major',
    edit: dropParameter('q'),
    says: 'listInvoices: in the query, `q` is no longer taken.',
  },
  { title: 'a parameter is renamed', bump: 'major', edit: parameter('q', ['name'], 'starts_with') },
  { title: 'a parameter becomes required', bump: 'major', edit: parameter('customer_id', ['required'], true) },
  { title: 'a new required parameter', bump: 'major', edit: addParameter({ ...amountBelow, required: true }) },
  {
    title: 'an order is no longer offered',
    bump: 'major',
    edit: parameter('sort', ['schema', 'enum'], ['created_at', 'amount']),
  },
  { title: 'the limit is lowered', bump: 'major', edit: parameter('limit', ['schema', 'maximum'], 100) },
  { title: 'the default of the limit changes', bump: 'major', edit: parameter('limit', ['schema', 'default'], 20) },
  {
    title: 'a filter compares in another way',
    bump: 'major',
    edit: parameter('group_id', ['x-filter'], { field: 'group_id', op: 'prefix' }),
    says: 'listInvoices: `group_id` filters `group_id` by `prefix` (before, it filters `group_id` by `eq`).',
  },
  { title: 'a filter means another field', bump: 'major', edit: parameter('q', ['x-filter', 'field'], 'customer_id') },
  {
    title: 'the cursor has another name',
    bump: 'major',
    edit: all(parameter('cursor', ['name'], 'after'), put([...LIST, 'x-pagination', 'cursor'], 'after')),
  },
  {
    title: 'a new parameter',
    bump: 'minor',
    edit: addParameter(amountBelow),
    says: 'listInvoices: in the query, `amount_below` is new and may be left out.',
  },
  {
    title: 'another order is offered (redocly: patch)',
    bump: 'minor',
    edit: parameter('sort', ['schema', 'enum'], ['created_at', 'issue_date', 'due_date', 'amount', 'currency']),
  },
  { title: 'the limit is raised', bump: 'minor', edit: parameter('limit', ['schema', 'maximum'], 500) },
  {
    title: 'a parameter is deprecated',
    bump: 'minor',
    edit: parameter('q', ['deprecated'], true),
    says: 'listInvoices: `q` is deprecated.',
  },
  {
    title: 'a parameter may be left out',
    bump: 'minor',
    base: parameter('currency', ['required'], true),
    edit: parameter('currency', ['required'], false),
  },
];
