import { addResource, edited } from './merge.ts';

/** The contracts that the copy of the repository goes through, as text. */
export interface Contracts {
  /** As it is committed. */
  readonly own: string;
  /** With resources of our own invention, and an optional field on one that exists. */
  readonly added: string;
  /** With one removed, one renamed, and fields of the richest changed in every way. */
  readonly changed: string;
}

/** Makes them from the committed contract and the fragments in `resources/`. */
export function contractsOf(own: string, fragment: (name: string) => string): Contracts {
  const [notes, batches, boxes] = ['credit-notes', 'usage-record-batches', 'boxes'].map(fragment) as [
    string,
    string,
    string,
  ];
  return {
    own,
    added: [notes, batches, boxes].reduce(addResource, withPurchaseOrder(own)),
    changed: [changedNotes(notes), renamedBatches(batches)].reduce(addResource, withPurchaseOrderFilter(own)),
  };
}

/** An optional field on a resource that has rows: stored, no filter yet. */
function withPurchaseOrder(contract: string): string {
  const field = ['        purchase_order:', '          type: string', '          description: Your order.', ''].join(
    '\n',
  );
  return ['CreateInvoice', 'UpdateInvoice', 'Invoice', 'InvoiceContent'].reduce((text, schema) => {
    const before = new RegExp(`^ {4}${schema}:\n(?: {6,}.*\n)*? {6}properties:\n`, 'm').exec(text);
    if (!before) throw new Error(`the contract has no schema ${schema}`);
    const at = before.index + before[0].length;
    return text.slice(0, at) + field + text.slice(at);
  }, contract);
}

/** The same field with a filter: a column that rows have to be read for. */
function withPurchaseOrderFilter(contract: string): string {
  const filter = '        - { name: purchase_order, in: query, schema: { type: string } }\n        - name: group_id\n';
  const [list, ...rest] = withPurchaseOrder(contract).split('        - name: group_id\n');
  return [`${list}${filter}${rest[0]}`, ...rest.slice(1)].join('        - name: group_id\n');
}

function renamedBatches(fragment: string): string {
  return edited(fragment, [
    ['/revenue/usage-record-batches', '/revenue/usage-batches'],
    ['usage_record_batch_id', 'usage_batch_id'],
    ['UsageRecordBatch', 'UsageBatch'],
  ]);
}

function changedNotes(fragment: string): string {
  return edited(fragment, [
    // An enum narrowed.
    ['[refund, error, goodwill]', '[refund, error]'],
    // A field made required.
    [
      '[credit_note_id, reason, amount, currency, issued_at]',
      '[credit_note_id, reason, amount, currency, issued_at, memo]',
    ],
    // A field renamed.
    ['labels: {', 'marks: {'],
    // A number becomes text, and what asked for numbers goes.
    ['points: { type: integer, minimum: 0, maximum: 1000, default: 10 }', 'points: { type: string, default: "10" }'],
    ['points: { type: [integer, "null"], minimum: 0, maximum: 1000 }', 'points: { type: [string, "null"] }'],
    ['points: { type: [integer, "null"] }', 'points: { type: [string, "null"] }'],
    ['        - { name: points_min, in: query, schema: { type: integer } }\n', ''],
    [
      '{ name: points_max, in: query, schema: { type: integer } }',
      '{ name: points, in: query, schema: { type: string } }',
    ],
    // Text becomes an instant.
    ['reference: { type: string, minLength: 2, maxLength: 40 }', 'reference: { type: string, format: date-time }'],
    ['        reference: { type: string }\n', '        reference: { type: string, format: date-time }\n'],
    [
      '{ name: reference, in: query, schema: { type: string } }',
      '{ name: reference_from, in: query, schema: { type: string, format: date-time } }',
    ],
    [', top: reference', ', top: memo'],
    // A filter on a field that was stored without one.
    [
      '        - { name: starts_with,',
      '        - { name: memo, in: query, schema: { type: string } }\n        - { name: starts_with,',
    ],
  ]);
}
