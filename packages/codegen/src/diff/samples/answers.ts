import { all, copy, drop, LIST, put, rename, required, schema, UPDATE } from './edits.ts';
import { minus, NOTE, plus, type Sample, STATUS } from './sample.ts';

/** Changes of what is answered. */
export const ANSWERS: readonly Sample[] = [
  {
    title: 'a field is gone',
    bump: 'major',
    edit: all(drop(schema('Invoice', 'created_at')), required('Invoice', minus('created_at'))),
    says: 'getInvoice: in the answer, `created_at` of `Invoice` is gone.',
  },
  {
    title: 'a field that was optional is gone, which stays assignable',
    bump: 'major',
    base: put(schema('Invoice', 'note'), NOTE),
    edit: drop(schema('Invoice', 'note')),
    says: 'listInvoices: in the answer, `note` of `Invoice` is gone.',
  },
  { title: 'a field may be missing', bump: 'major', edit: required('Invoice', minus('currency')) },
  { title: 'a field may be null', bump: 'major', edit: put(schema('Invoice', 'currency', 'type'), ['string', 'null']) },
  {
    title: 'a field changes its type',
    bump: 'major',
    base: put(schema('Invoice', 'version'), { type: 'integer' }),
    edit: put(schema('Invoice', 'version', 'type'), 'string'),
  },
  {
    title: 'an answer enum gains a value, which an exhaustive switch does not know',
    bump: 'major',
    base: put(schema('Invoice', 'status'), { type: 'string', enum: ['draft', 'open'] }),
    edit: put(schema('Invoice', 'status', 'enum'), STATUS),
  },
  { title: 'a format is no longer promised', bump: 'major', edit: drop(schema('Invoice', 'created_at', 'format')) },
  {
    title: 'a status is no longer documented',
    bump: 'major',
    edit: drop([...UPDATE, 'responses', '404']),
    says: 'updateInvoice: no longer tells of status 404.',
  },
  {
    title: 'errors lose a field',
    bump: 'major',
    edit: all(drop(schema('ErrorBody', 'request_id')), required('ErrorBody', minus('request_id'))),
    says: 'deleteInvoice: in errors, `request_id` of `ErrorBody` is gone.',
  },
  {
    title: 'the page has another field for its rows',
    bump: 'major',
    edit: all(
      rename(schema('InvoicePage', 'data'), 'rows'),
      required('InvoicePage', (fields) => fields.map((field) => (field === 'data' ? 'rows' : field))),
      put([...LIST, 'x-pagination', 'items'], 'rows'),
    ),
    says: 'listInvoices: paging finds its items in `rows` (it was `data`).',
  },
  {
    title: 'a header is no longer sent',
    bump: 'major',
    edit: drop(['components', 'responses', 'TooManyRequests', 'headers']),
  },
  {
    title: 'a new field',
    bump: 'minor',
    edit: put(schema('Invoice', 'note'), NOTE),
    says: 'getInvoice: in the answer, `note` of `Invoice` is new.',
  },
  {
    title: 'a new field of errors',
    bump: 'minor',
    edit: put(schema('ErrorBody', 'hint'), NOTE),
    says: 'createInvoice: in errors, `hint` of `ErrorBody` is new.',
  },
  { title: 'a field is never null', bump: 'minor', edit: put(schema('Invoice', 'due_date', 'type'), 'string') },
  {
    title: 'a field is always there',
    bump: 'minor',
    base: put(schema('Invoice', 'note'), NOTE),
    edit: required('Invoice', plus('note')),
  },
  {
    title: 'an answer enum loses a value',
    bump: 'minor',
    base: put(schema('Invoice', 'status'), { type: 'string', enum: STATUS }),
    edit: put(schema('Invoice', 'status', 'enum'), ['draft', 'open']),
  },
  {
    title: 'a status is documented',
    bump: 'minor',
    edit: copy([...UPDATE, 'responses', '404'], [...UPDATE, 'responses', '409']),
    says: 'updateInvoice: may now fail with status 409.',
  },
  {
    title: 'fields of any name hold another type',
    bump: 'major',
    base: put(schema('Invoice', 'labels'), { type: 'object', additionalProperties: { type: 'string' } }),
    edit: put(schema('Invoice', 'labels', 'additionalProperties', 'type'), 'number'),
    says: 'getInvoice: in the answer, `labels.*` of `Invoice` is `number` now (it was `string`).',
  },
];
