import type { FieldError } from '@thrivestack-revenue/core';
import type { FieldErrors } from './draft.ts';

/** What the form calls the wire's fields, in the order of the form. */
export const LABELS = {
  invoice_id: 'Invoice id',
  customer_id: 'Customer',
  group_id: 'Group',
  amount: 'Amount',
  currency: 'Currency',
  issue_date: 'Issue date',
  due_date: 'Due date',
} as const;

export type Field = keyof typeof LABELS;

/** Tells whether the form has a place for a field's error. */
export function isField(name: string): name is Field {
  return Object.hasOwn(LABELS, name);
}

/** Puts each issue at its field, in the form's words; the first of a field counts. */
export function issuesByField(issues: readonly FieldError[]): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { param, message } of issues) errors[param] ??= inWords(message);
  return errors;
}

/** Sorts an answer of the API into errors of fields and the sentence that remains. */
export function splitFailure(error: {
  readonly message: string;
  readonly param?: string | undefined;
  readonly details?: readonly FieldError[] | undefined;
}): { fields: FieldErrors; remains: string | undefined } {
  const details = error.details ?? [];
  const own = error.param !== undefined && !details.some(({ param }) => param === error.param);
  const all = own ? [...details, { param: error.param ?? '', code: '', message: error.message }] : details;
  const placed = all.filter(({ param }) => isField(param));
  const nothingLeft = placed.length > 0 && placed.length === all.length;
  return { fields: issuesByField(placed), remains: nothingLeft ? undefined : error.message };
}

/** Names of the list's filters, as its form has them. */
const FILTER_LABELS = {
  issue_date_from: 'Issued from',
  issue_date_to: 'Issued to',
  amount_min: 'Amount from',
  amount_max: 'Amount to',
} as const;

/** Puts the form's words in the place of the wire's field names. */
export function inWords(message: string): string {
  return Object.entries({ ...FILTER_LABELS, ...LABELS }).reduce((text, [name, label]) => {
    // At the start of a sentence as it is, elsewhere in lower case.
    const written = text.startsWith(name) ? label + text.slice(name.length) : text;
    return written.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), label.toLowerCase());
  }, message);
}
