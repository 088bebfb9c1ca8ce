// The types of lists; compiled by `npm run typecheck`, never run.
import {
  createClient,
  type Invoice,
  type InvoiceChange,
  type InvoiceHistoryPage,
  type InvoicePage,
  type PageCall,
  type ResultWithResponse,
} from '@thrivestack-revenue/core';
import { listInvoiceHistory, listInvoices } from '@thrivestack-revenue/core/functions';
import { expectTypeOf } from 'vitest';

const revenue = createClient();
type Rows<T> = T extends AsyncIterable<infer Row> ? Row : never;

// Method and function are one, for rows and for the history of one.
const list = revenue.invoices.list({ limit: 10 });
const history = revenue.invoices.listHistory('inv_1');
expectTypeOf(list).toEqualTypeOf<PageCall<InvoicePage, Invoice>>();
expectTypeOf(listInvoices(revenue)).toEqualTypeOf(list);
expectTypeOf(history).toEqualTypeOf<PageCall<InvoiceHistoryPage, InvoiceChange>>();
expectTypeOf(listInvoiceHistory(revenue, 'inv_1')).toEqualTypeOf(history);

// Awaited it is one page, iterated every row, and by page every page.
expectTypeOf(list).resolves.toEqualTypeOf<InvoicePage>();
expectTypeOf<Rows<typeof list>>().toEqualTypeOf<Invoice>();
expectTypeOf<Rows<ReturnType<typeof list.byPage>>>().toEqualTypeOf<InvoicePage>();
expectTypeOf(list.withResponse()).resolves.toEqualTypeOf<ResultWithResponse<InvoicePage>>();
expectTypeOf<Rows<typeof history>>().toEqualTypeOf<InvoiceChange>();
expectTypeOf<InvoiceChange['action']>().toEqualTypeOf<'create' | 'update' | 'delete'>();

// A page says whether there is another; its cursor is what a list takes to go on.
declare const page: InvoicePage;
expectTypeOf(page.data).toEqualTypeOf<Invoice[]>();
expectTypeOf(page.has_more).toEqualTypeOf<boolean>();
expectTypeOf(page.next_cursor).toEqualTypeOf<string | null>();
if (page.next_cursor !== null) revenue.invoices.list({ cursor: page.next_cursor });
// @ts-expect-error the last page has no cursor to go on from
revenue.invoices.list({ cursor: page.next_cursor });

// Filters are those of the contract.
expectTypeOf(revenue.invoices.list).toBeCallableWith({ sort: 'amount', order: 'desc', amount_min: 1, q: 'inv' });
expectTypeOf(revenue.invoices.list).toBeCallableWith({}, { maxRetries: 0 });
// @ts-expect-error no such order
revenue.invoices.list({ sort: 'customer_id' });
// @ts-expect-error a limit is a number
revenue.invoices.list({ limit: '10' });
// @ts-expect-error no such filter
revenue.invoices.list({ status: 'paid' });
// @ts-expect-error a history is of one row
revenue.invoices.listHistory();
// @ts-expect-error a list is no array
list.map;
// @ts-expect-error what is no list has no pages
revenue.invoices.get('inv_1').byPage;
