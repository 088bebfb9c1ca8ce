// The types of validators; compiled by `npm run typecheck`, never run.
import type { CreateInvoice, DeleteInvoice, FieldError, UpdateInvoice } from '@thrivestack-revenue/core';
import {
  createInvoiceValidator,
  deleteInvoiceValidator,
  type StandardResult,
  updateInvoiceValidator,
  type ValidationIssue,
  type Validator,
  validators,
} from '@thrivestack-revenue/core/validators';
import { expectTypeOf } from 'vitest';

/** The interface of https://standardschema.dev, version 1, as forms declare it. */
interface StandardSchema<Input, Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Result<Output> | Promise<Result<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
type Result<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly PropertyKey[] | undefined }[] };
type Output<Schema> = Schema extends StandardSchema<unknown, infer Value> ? Value : never;

// One for each body of the contract, and all of them by operation.
expectTypeOf(createInvoiceValidator).toEqualTypeOf<Validator<CreateInvoice>>();
expectTypeOf(updateInvoiceValidator).toEqualTypeOf<Validator<UpdateInvoice>>();
expectTypeOf(deleteInvoiceValidator).toEqualTypeOf<Validator<DeleteInvoice>>();
expectTypeOf(validators.createInvoice).toEqualTypeOf(createInvoiceValidator);
expectTypeOf<'createInvoice' | 'updateInvoice' | 'deleteInvoice'>().toExtend<keyof typeof validators>();
// @ts-expect-error reads have no body to check
validators.getInvoice;

// Forms take them, and know what they give.
expectTypeOf(createInvoiceValidator).toExtend<StandardSchema<CreateInvoice, CreateInvoice>>();
expectTypeOf(updateInvoiceValidator).not.toExtend<StandardSchema<CreateInvoice, CreateInvoice>>();
expectTypeOf<Output<typeof updateInvoiceValidator>>().toEqualTypeOf<UpdateInvoice>();
const result = createInvoiceValidator['~standard'].validate({});
expectTypeOf(result).toEqualTypeOf<StandardResult<CreateInvoice>>();
if (result.issues === undefined) expectTypeOf(result.value).toEqualTypeOf<CreateInvoice>();
else expectTypeOf(result.issues[0]?.path).toEqualTypeOf<readonly (string | number)[] | undefined>();
// @ts-expect-error a value is there only when there are no issues
result.value;

// What is wrong is told as the server tells it.
expectTypeOf(createInvoiceValidator.check).parameters.toEqualTypeOf<[value: unknown]>();
expectTypeOf(createInvoiceValidator.check({}).issues).toEqualTypeOf<readonly ValidationIssue[]>();
expectTypeOf<ValidationIssue>().toEqualTypeOf<FieldError>();
