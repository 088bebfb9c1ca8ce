// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { BodyCheck } from '../options.ts';
import { createValidator, together, type Validator } from '../validator.ts';
import type { CreateInvoice, DeleteInvoice, UpdateInvoice } from './types.gen.ts';

export type { StandardIssue, StandardResult, ValidationIssue, Validator } from '../validator.ts';

/** Checks the body of `createInvoice`. */
export const createInvoiceValidator: Validator<CreateInvoice> = /*#__PURE__*/ createValidator(
  { type: "object", required: ["invoice_id", "customer_id", "group_id", "issue_date", "amount"], fields: { invoice_id: { type: "string", kind: "id" }, customer_id: { type: "string" }, group_id: { type: "string" }, issue_date: { type: "string", format: "date-time" }, amount: { type: "number", currencyField: "currency" }, currency: { type: "string", default: "USD", kind: "currency" }, due_date: { type: "string", format: "date-time" } } },
  "create",
  [{ field: "due_date", other: "issue_date", code: "due_before_issue" }],
);

/** Checks the body of `updateInvoice`. */
export const updateInvoiceValidator: Validator<UpdateInvoice> = /*#__PURE__*/ createValidator(
  { type: "object", required: ["invoice_id"], fields: { invoice_id: { type: "string", kind: "id" }, issue_date: { type: "string", format: "date-time" }, amount: { type: "number", currencyField: "currency" }, currency: { type: "string", kind: "currency" }, due_date: { type: "string", nullable: true, format: "date-time" } } },
  "update",
  [{ field: "due_date", other: "issue_date", code: "due_before_issue" }],
);

/** Checks the body of `deleteInvoice`. */
export const deleteInvoiceValidator: Validator<DeleteInvoice> = /*#__PURE__*/ createValidator(
  { type: "object", required: ["invoice_id"], fields: { invoice_id: { type: "string", kind: "id" } } },
  "delete",
);

/** A validator for the body of every write, by operation; the whole is for the client option `validate`. */
export const validators: {
  readonly createInvoice: Validator<CreateInvoice>;
  readonly updateInvoice: Validator<UpdateInvoice>;
  readonly deleteInvoice: Validator<DeleteInvoice>;
} & BodyCheck = /*#__PURE__*/ together({
  createInvoice: createInvoiceValidator,
  updateInvoice: updateInvoiceValidator,
  deleteInvoice: deleteInvoiceValidator,
});
