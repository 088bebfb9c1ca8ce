// The types of calls and of what comes with their results; compiled by `npm run typecheck`, never run.
import {
  type Call,
  type CreateInvoice,
  createClient,
  type Invoice,
  type InvoiceSummary,
  type InvoiceWriteResult,
  type Key,
  type ResponseInfo,
  type ResultWithResponse,
  type UpdateInvoice,
} from '@thrivestack-revenue/core';
import * as functions from '@thrivestack-revenue/core/functions';
import { expectTypeOf } from 'vitest';

const revenue = createClient();
declare const body: CreateInvoice;

// A call is a promise of its result, whichever way it is made.
expectTypeOf(revenue.invoices.create(body)).toEqualTypeOf<Call<InvoiceWriteResult>>();
expectTypeOf(functions.createInvoice(revenue, body)).toEqualTypeOf<Call<InvoiceWriteResult>>();
expectTypeOf(functions.deleteInvoice(revenue, { invoice_id: 'a' })).toEqualTypeOf<Call<InvoiceWriteResult>>();
expectTypeOf(functions.getInvoice(revenue, 'a')).toEqualTypeOf<Call<Invoice>>();
expectTypeOf(functions.getInvoiceSummary(revenue)).toEqualTypeOf<Call<InvoiceSummary>>();
expectTypeOf(functions.getKey(revenue)).toEqualTypeOf<Call<Key>>();
expectTypeOf<Call<Key>>().toExtend<Promise<Key>>();

// `withResponse` adds what the server said beside the body.
expectTypeOf(revenue.key.get().withResponse()).resolves.toEqualTypeOf<ResultWithResponse<Key>>();
expectTypeOf<ResultWithResponse<Key>['data']>().toEqualTypeOf<Key>();
declare const response: ResponseInfo;
expectTypeOf(response.status).toEqualTypeOf<number>();
expectTypeOf(response.headers.get('x-request-id')).toEqualTypeOf<string | null>();
expectTypeOf(response.requestId).toEqualTypeOf<string | undefined>();
expectTypeOf(response.replayed).toEqualTypeOf<boolean>();
expectTypeOf(response.attempts).toEqualTypeOf<number>();
expectTypeOf(response.idempotencyKey).toEqualTypeOf<string | undefined>();
// @ts-expect-error headers are there to be read
response.headers.set('x-request-id', 'mine');
// @ts-expect-error what was answered is not changed afterwards
response.replayed = true;
// @ts-expect-error once awaited, a result is the body alone
(await revenue.key.get()).withResponse();

// Bodies: what a row needs, what may change, and that nothing else passes.
expectTypeOf<CreateInvoice['due_date']>().toEqualTypeOf<string | undefined>();
expectTypeOf<UpdateInvoice['due_date']>().toEqualTypeOf<string | null | undefined>();
expectTypeOf<Invoice['due_date']>().toEqualTypeOf<string | null>();
expectTypeOf<InvoiceWriteResult>().toEqualTypeOf<{ success: true; invoice_id: string }>();
expectTypeOf(revenue.invoices.update).toBeCallableWith({ invoice_id: 'a' });
// @ts-expect-error a row is created whole
revenue.invoices.create({ invoice_id: 'a', amount: 1 });
// @ts-expect-error a row is updated by its id
revenue.invoices.update({ amount: 1 });
// @ts-expect-error a row is deleted by its id, in a body
revenue.invoices.delete('a');
// @ts-expect-error money is a number in bodies
revenue.invoices.update({ invoice_id: 'a', amount: '1' });
