import type { CreateInvoice, Invoice, UpdateInvoice } from '@thrivestack-revenue/core';
import { joinInstant, splitInstant } from '../../dates/format.ts';
import { decimalsOf, exactNumber, plainDecimal } from '../../money/decimal.ts';
import { formatMoney } from '../../money/format.ts';

/** The form as text: nothing is converted before it is sent. */
export interface Draft {
  readonly invoice_id: string;
  readonly customer_id: string;
  readonly group_id: string;
  readonly issueDay: string;
  readonly issueTime: string;
  readonly dueDay: string;
  readonly dueTime: string;
  readonly amount: string;
  readonly currency: string;
}

/** What is wrong, by the name of the wire's field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A body to send; or what is wrong with the text, and the rest of the body, so that all errors show at once. */
export type Converted<Body> = { ok: true; body: Body } | { ok: false; errors: FieldErrors; rest: Body };

/** Starts a new invoice, issued today. */
export function emptyDraft(now: number): Draft {
  const { day } = splitInstant(new Date(now).toISOString());
  const empty = { invoice_id: '', customer_id: '', group_id: '', dueDay: '', dueTime: '', amount: '' };
  return { ...empty, issueDay: day, issueTime: '00:00', currency: 'USD' };
}

/** Shows a stored invoice in the form, amount with the decimals of its currency. */
export function draftOf(invoice: Invoice): Draft {
  const issue = splitInstant(invoice.issue_date);
  const due = splitInstant(invoice.due_date);
  return {
    invoice_id: invoice.invoice_id,
    customer_id: invoice.customer_id,
    group_id: invoice.group_id,
    issueDay: issue.day,
    issueTime: issue.time,
    dueDay: due.day,
    dueTime: due.time,
    amount: amountText(invoice.amount, invoice.currency),
    currency: invoice.currency,
  };
}

/** Converts the form into a new invoice; empty fields are left out. */
export function toCreate(draft: Draft): Converted<Partial<CreateInvoice>> {
  const body: Partial<CreateInvoice> = {};
  if (draft.invoice_id !== '') body.invoice_id = draft.invoice_id;
  if (draft.customer_id !== '') body.customer_id = draft.customer_id;
  if (draft.group_id !== '') body.group_id = draft.group_id;
  if (draft.issueDay !== '') body.issue_date = joinInstant(draft.issueDay, draft.issueTime);
  if (draft.dueDay !== '') body.due_date = joinInstant(draft.dueDay, draft.dueTime);
  const amount = exactNumber(draft.amount);
  if (amount !== undefined) body.amount = amount;
  if (draft.currency !== '') body.currency = draft.currency;
  return converted(draft, body);
}

/** Converts the form into the fields that changed; the others keep what is stored, to the millisecond. */
export function toUpdate(draft: Draft, invoice: Invoice): Converted<UpdateInvoice> {
  const before = draftOf(invoice);
  const body: UpdateInvoice = { invoice_id: invoice.invoice_id };
  const changed = (...names: (keyof Draft)[]) => names.some((name) => draft[name] !== before[name]);
  if (changed('issueDay', 'issueTime') && draft.issueDay !== '')
    body.issue_date = joinInstant(draft.issueDay, draft.issueTime);
  if (changed('dueDay', 'dueTime'))
    body.due_date = draft.dueDay === '' ? null : joinInstant(draft.dueDay, draft.dueTime);
  // Both or none: the decimals of an amount are judged by its currency.
  if (changed('amount', 'currency')) {
    body.amount = exactNumber(draft.amount) ?? invoice.amount;
    body.currency = draft.currency;
  }
  return converted(draft, body);
}

/** Tells whether an update changes anything. */
export function changesNothing(body: UpdateInvoice): boolean {
  return Object.keys(body).length === 1;
}

function converted<Body>(draft: Draft, body: Body): Converted<Body> {
  const errors = textErrors(draft);
  return Object.keys(errors).length === 0 ? { ok: true, body } : { ok: false, errors, rest: body };
}

function textErrors(draft: Draft): FieldErrors {
  const errors: Record<string, string> = {};
  if (draft.amount === '') errors['amount'] = 'Amount is required.';
  else if (exactNumber(draft.amount) === undefined) {
    errors['amount'] = 'Write the amount in digits, with a point before the decimals: 1234.50.';
  }
  if (draft.currency === '') errors['currency'] = 'Currency is required.';
  if (draft.issueDay === '') errors['issue_date'] = 'Issue date is required.';
  if (draft.dueDay === '' && draft.dueTime !== '') errors['due_date'] = 'Add the day, or clear the time.';
  return errors;
}

function amountText(amount: number, currency: string): string {
  const shown = formatMoney(amount, currency).number.replaceAll(',', '');
  const exact = plainDecimal(amount);
  return decimalsOf(shown) >= decimalsOf(exact) ? shown : exact;
}
