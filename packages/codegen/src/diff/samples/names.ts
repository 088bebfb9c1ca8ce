import {
  all,
  CREATE,
  copy,
  DELETE,
  drop,
  LIST,
  parameter,
  put,
  renameSchema,
  replace,
  required,
  reverse,
  schema,
  UPDATE,
} from './edits.ts';
import type { Sample } from './sample.ts';

/** A resource as bare as can be. */
const sampleNotes = all(
  copy(CREATE, ['paths', '/revenue/sample-notes', 'post']),
  put(['paths', '/revenue/sample-notes', 'post', 'operationId'], 'createSampleNote'),
  put(['paths', '/revenue/sample-notes', 'post', 'requestBody'], {
    required: true,
    content: {
      'application/json': {
        schema: { type: 'object', required: ['sample_note_id'], properties: { sample_note_id: { type: 'string' } } },
      },
    },
  }),
);

/** Changes of names, operations and the contract as a whole. */
export const NAMES: readonly Sample[] = [
  {
    title: 'a component schema is renamed (redocly: patch)',
    bump: 'major',
    edit: renameSchema('Invoice', 'BillingInvoice'),
    says: 'The type `Invoice` is called `BillingInvoice` now.',
  },
  {
    title: 'a component schema is written out and gone',
    bump: 'major',
    edit: all(
      copy(schema('DeleteInvoice'), [...DELETE, 'requestBody', 'content', 'application/json', 'schema']),
      drop(schema('DeleteInvoice')),
    ),
    says: 'The type `DeleteInvoice` is no longer exported.',
  },
  {
    title: 'an operation has another name',
    bump: 'major',
    edit: put([...LIST, 'operationId'], 'findInvoices'),
    says: 'findInvoices: is the new name of `listInvoices`; function, method and hook are called after it.',
  },
  {
    title: 'an operation is gone',
    bump: 'major',
    edit: drop(DELETE),
    says: 'deleteInvoice: DELETE /revenue/invoices is gone.',
  },
  { title: 'a path changes', bump: 'major', edit: replace('/revenue/invoices', '/billing/invoices') },
  {
    title: 'the key has another header',
    bump: 'major',
    edit: put(['components', 'securitySchemes', 'apiKey', 'name'], 'x-token'),
  },
  { title: 'another scope is needed', bump: 'major', edit: put(['security', 0, 'apiKey'], ['invoices']) },
  { title: 'calls go to another host', bump: 'major', edit: put(['servers', 0, 'url'], 'https://api.example.com') },
  {
    title: 'a write no longer refreshes a cache',
    bump: 'major',
    edit: put([...UPDATE, 'x-invalidates'], []),
    says: 'updateInvoice: no longer refreshes what is cached of `invoices`.',
  },
  {
    title: 'a new operation',
    bump: 'minor',
    base: drop(DELETE),
    says: 'deleteInvoice: DELETE /revenue/invoices is new.',
  },
  {
    title: 'a new resource',
    bump: 'minor',
    edit: sampleNotes,
    says: 'createSampleNote: POST /revenue/sample-notes is new.',
  },
  {
    title: 'a write refreshes another cache',
    bump: 'minor',
    base: sampleNotes,
    edit: put([...UPDATE, 'x-invalidates'], ['invoices', 'sample-notes']),
  },
  {
    title: 'an operation is deprecated',
    bump: 'minor',
    edit: put([...LIST, 'deprecated'], true),
    says: 'listInvoices: is deprecated.',
  },
  {
    title: 'a field has a description',
    bump: 'patch',
    edit: put(schema('Invoice', 'amount', 'description'), 'What is owed.'),
  },
  { title: 'a request has an example', bump: 'patch', edit: put(schema('CreateInvoice', 'amount', 'example'), 12.5) },
  { title: 'a unit is said otherwise', bump: 'patch', edit: put(schema('CreateInvoice', 'amount', 'x-unit'), 'units') },
  { title: 'a summary changes', bump: 'patch', edit: put([...LIST, 'summary'], 'Find invoices') },
  { title: 'a parameter has a description', bump: 'patch', edit: parameter('q', ['description'], 'Starts with this.') },
  {
    title: 'an error has a description',
    bump: 'patch',
    edit: put(['components', 'responses', 'NotFound', 'description'], 'Unknown id.'),
  },
  {
    title: 'PUT has a default, which is never applied',
    bump: 'patch',
    edit: put(schema('UpdateInvoice', 'currency', 'default'), 'USD'),
  },
  { title: 'another server is listed', bump: 'patch', edit: put(['servers', 1, 'description'], 'Yours.') },
  { title: 'nothing', bump: 'none' },
  { title: 'a comment', bump: 'none', edit: (text) => `# The contract of invoices.\n${text}` },
  { title: 'fields in another order', bump: 'none', edit: reverse([...schema('CreateInvoice'), 'properties']) },
  {
    title: 'required fields in another order',
    bump: 'none',
    edit: required('CreateInvoice', (fields) => fields.toReversed()),
  },
  {
    title: 'values of an enum in another order',
    bump: 'none',
    edit: parameter('order', ['schema', 'enum'], ['asc', 'desc']),
  },
  { title: 'parameters in another order', bump: 'none', edit: reverse([...LIST, 'parameters']) },
  {
    title: 'a schema with an anchor',
    bump: 'none',
    edit: replace(
      /(x-money: )(\{ currency: currency \}\n\s+example: 299\.99\n\s+currency:\n\s+type: string\n\s+default)/g,
      '$1&money $2',
    ),
  },
  {
    title: 'an answer written out',
    bump: 'none',
    edit: copy(['components', 'responses', 'NotFound'], [...UPDATE, 'responses', '404']),
  },
  {
    title: 'a schema written out where it is used, its name kept',
    bump: 'none',
    edit: copy(schema('DeleteInvoice'), [...DELETE, 'requestBody', 'content', 'application/json', 'schema']),
  },
  {
    title: 'a schema put together of parts',
    bump: 'none',
    edit: (text) => {
      const place = schema('DeleteInvoice');
      const parts = all(
        copy(place, [...place, 'allOf', 0]),
        drop([...place, 'properties']),
        drop([...place, 'required']),
      );
      return all(put([...place, 'allOf'], []), parts)(text);
    },
  },
  {
    title: 'null said in another way',
    bump: 'none',
    base: put(schema('Invoice', 'note'), { type: ['string', 'null'] }),
    edit: put(schema('Invoice', 'note', 'type'), ['null', 'string']),
  },
  { title: 'the version of the contract', bump: 'none', edit: put(['info', 'version'], '9.9.9') },
];
