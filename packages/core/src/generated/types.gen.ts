// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

export type ClientOptions = {
    baseUrl: 'https://api.app.thrivestack.ai' | 'http://127.0.0.1:8787' | (string & {});
};

/**
 * A new invoice.
 */
export type CreateInvoice = {
    /**
     * Your unique identifier for this invoice.
     *
     * Unit: identifier. Source: vendor.
     */
    invoice_id: string;
    /**
     * Customer ID in your billing system.
     *
     * Unit: identifier. Source: vendor.
     */
    customer_id: string;
    /**
     * Group ID from product telemetry (links billing to product events).
     *
     * Unit: identifier. Source: vendor.
     */
    group_id: string;
    /**
     * When the invoice was issued.
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    issue_date: string;
    /**
     * Total invoice amount, with no more decimals than the currency has.
     *
     * Unit: major units of `currency`. Source: vendor.
     */
    amount: number;
    /**
     * Currency of `amount`.
     *
     * Unit: ISO 4217 code. Default: "USD". Source: vendor.
     */
    currency?: string;
    /**
     * When payment is due; not before `issue_date`.
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    due_date?: string;
};

/**
 * The fields of an invoice to change.
 */
export type UpdateInvoice = {
    /**
     * ID of the invoice to update.
     *
     * Unit: identifier. Source: vendor.
     */
    invoice_id: string;
    /**
     * Updated issue date.
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    issue_date?: string;
    /**
     * Updated invoice amount, with no more decimals than the currency has.
     *
     * Unit: major units of `currency`. Source: vendor.
     */
    amount?: number;
    /**
     * Currency of `amount`. The vendor's page says "Default: USD" here as well; on the self-hosted server an absent currency keeps the stored one.
     *
     * Unit: ISO 4217 code. Source: vendor.
     */
    currency?: string;
    /**
     * Updated due date. `null` clears it (ours; the vendor's page has no null).
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    due_date?: string | null;
};

/**
 * Which invoice to delete.
 */
export type DeleteInvoice = {
    /**
     * ID of the invoice to delete.
     *
     * Unit: identifier. Source: vendor.
     */
    invoice_id: string;
};

/**
 * The answer to a write that was stored.
 */
export type InvoiceWriteResult = {
    /**
     * Always `true`; a failure has another status.
     *
     * Unit: flag. Source: vendor.
     */
    success: true;
    /**
     * The id of the invoice written.
     *
     * Unit: identifier. Source: vendor.
     */
    invoice_id: string;
};

/**
 * An invoice as it is stored.
 */
export type Invoice = {
    /**
     * Your unique identifier for this invoice.
     *
     * Unit: identifier. Source: vendor.
     */
    invoice_id: string;
    /**
     * Customer ID in your billing system.
     *
     * Unit: identifier. Source: vendor.
     */
    customer_id: string;
    /**
     * Group ID from product telemetry (links billing to product events).
     *
     * Unit: identifier. Source: vendor.
     */
    group_id: string;
    /**
     * When the invoice was issued, in UTC.
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    issue_date: string;
    /**
     * Total invoice amount, exact in the decimals of its currency.
     *
     * Unit: major units of `currency`. Source: vendor.
     */
    amount: number;
    /**
     * Currency of `amount`, in upper case.
     *
     * Unit: ISO 4217 code. Source: vendor.
     */
    currency: string;
    /**
     * When payment is due, in UTC; `null` when the invoice has no due date.
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    due_date: string | null;
    /**
     * When the row was first stored, in UTC.
     *
     * Unit: RFC 3339 instant, to the millisecond. Source: ours (self-hosted server).
     */
    created_at: string;
    /**
     * When the row last changed, in UTC.
     *
     * Unit: RFC 3339 instant, to the millisecond. Source: ours (self-hosted server).
     */
    updated_at: string;
};

/**
 * What an invoice says, without the times of its row.
 */
export type InvoiceContent = {
    /**
     * Your unique identifier for this invoice.
     *
     * Unit: identifier. Source: vendor.
     */
    invoice_id: string;
    /**
     * Customer ID in your billing system.
     *
     * Unit: identifier. Source: vendor.
     */
    customer_id: string;
    /**
     * Group ID from product telemetry (links billing to product events).
     *
     * Unit: identifier. Source: vendor.
     */
    group_id: string;
    /**
     * When the invoice was issued, in UTC.
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    issue_date: string;
    /**
     * Total invoice amount, exact in the decimals of its currency.
     *
     * Unit: major units of `currency`. Source: vendor.
     */
    amount: number;
    /**
     * Currency of `amount`, in upper case.
     *
     * Unit: ISO 4217 code. Source: vendor.
     */
    currency: string;
    /**
     * When payment is due, in UTC; `null` when the invoice has no due date.
     *
     * Unit: RFC 3339 instant. Source: vendor.
     */
    due_date: string | null;
};

/**
 * One page of invoices.
 */
export type InvoicePage = {
    /**
     * The rows of this page, in the order asked for.
     *
     * Unit: rows. Source: ours (self-hosted server).
     */
    data: Array<Invoice>;
    /**
     * Whether another page follows.
     *
     * Unit: flag. Source: ours (self-hosted server).
     */
    has_more: boolean;
    /**
     * Send it as `cursor` to get the next page; `null` on the last one.
     *
     * Unit: opaque text. Source: ours (self-hosted server).
     */
    next_cursor: string | null;
};

/**
 * One change of an invoice.
 */
export type InvoiceChange = {
    /**
     * What was done.
     *
     * Unit: code. Source: ours (self-hosted server).
     */
    action: 'create' | 'update' | 'delete';
    /**
     * When, in UTC.
     *
     * Unit: RFC 3339 instant, to the millisecond. Source: ours (self-hosted server).
     */
    at: string;
    /**
     * The id of the key that did it; never the key.
     *
     * Unit: identifier. Source: ours (self-hosted server).
     */
    key_id: string;
    /**
     * The id of the request that did it.
     *
     * Unit: identifier. Source: ours (self-hosted server).
     */
    request_id: string;
    /**
     * The invoice before; `null` for a creation.
     *
     * Unit: object. Source: ours (self-hosted server).
     */
    before: InvoiceContent | null;
    /**
     * The invoice after; `null` for a deletion.
     *
     * Unit: object. Source: ours (self-hosted server).
     */
    after: InvoiceContent | null;
};

/**
 * One page of changes, oldest first.
 */
export type InvoiceHistoryPage = {
    /**
     * The changes of this page.
     *
     * Unit: rows. Source: ours (self-hosted server).
     */
    data: Array<InvoiceChange>;
    /**
     * Whether another page follows.
     *
     * Unit: flag. Source: ours (self-hosted server).
     */
    has_more: boolean;
    /**
     * Send it as `cursor` to get the next page; `null` on the last one.
     *
     * Unit: opaque text. Source: ours (self-hosted server).
     */
    next_cursor: string | null;
};

/**
 * A count and a total in one currency.
 */
export type SummaryLine = {
    /**
     * How many rows.
     *
     * Unit: rows. Source: ours (self-hosted server).
     */
    count: number;
    /**
     * Their exact total, with the decimals of the currency.
     *
     * Unit: major units of the currency, as decimal text. Source: ours (self-hosted server).
     */
    total: string;
};

/**
 * Sums over invoices, never across currencies.
 */
export type InvoiceSummary = {
    /**
     * The instant that ageing is counted from, in UTC.
     *
     * Unit: RFC 3339 instant, to the millisecond. Source: ours (self-hosted server).
     */
    as_of: string;
    /**
     * One entry per currency, by code.
     *
     * Unit: rows. Source: ours (self-hosted server).
     */
    currencies: Array<SummaryLine & {
        /**
         * The currency of every total in this entry.
         *
         * Unit: ISO 4217 code. Source: ours (self-hosted server).
         */
        currency: string;
        /**
         * By UTC month of issue, oldest first; months without rows are left out.
         *
         * Unit: rows. Source: ours (self-hosted server).
         */
        months: Array<SummaryLine & {
            /**
             * The month.
             *
             * Unit: YYYY-MM. Source: ours (self-hosted server).
             */
            month: string;
        }>;
        /**
         * By whole days past the due date; all five parts, and `none` for rows without one.
         *
         * Unit: rows. Source: ours (self-hosted server).
         */
        ageing: Array<SummaryLine & {
            /**
             * Whole days past the due date.
             *
             * Unit: days. Source: ours (self-hosted server).
             */
            days_past: 'not_yet' | '1-30' | '31-60' | '61-90' | '91+' | 'none';
        }>;
        /**
         * The ten largest totals by customer, largest first.
         *
         * Unit: rows. Source: ours (self-hosted server).
         */
        top: Array<SummaryLine & {
            /**
             * The customer's id.
             *
             * Unit: identifier. Source: ours (self-hosted server).
             */
            value: string;
        }>;
    }>;
    /**
     * Group ids that differ only by case or white space, at most 100 sets.
     *
     * Unit: rows. Source: ours (self-hosted server).
     */
    near_duplicates: Array<{
        /**
         * The ids as they were sent, each with its number of rows, most rows first.
         *
         * Unit: rows. Source: ours (self-hosted server).
         */
        values: Array<{
            /**
             * The id.
             *
             * Unit: identifier. Source: ours (self-hosted server).
             */
            value: string;
            /**
             * How many rows have it.
             *
             * Unit: rows. Source: ours (self-hosted server).
             */
            count: number;
        }>;
    }>;
};

/**
 * The key that asks.
 */
export type Key = {
    /**
     * The public part of the key.
     *
     * Unit: text. Source: ours (self-hosted server).
     */
    prefix: string;
    /**
     * Whose data it opens.
     *
     * Unit: identifier. Source: ours (self-hosted server).
     */
    tenant: string;
    /**
     * Which of the two separate ledgers it opens.
     *
     * Unit: code. Source: ours (self-hosted server).
     */
    environment: 'test' | 'live';
    /**
     * What it may do.
     *
     * Unit: codes. Source: ours (self-hosted server).
     */
    scopes: Array<string>;
    /**
     * Requests it may send at once when rested (the burst); `null` without a limit.
     *
     * Unit: requests. Source: ours (self-hosted server).
     */
    limit: number | null;
    /**
     * Requests it may send right now; `null` without a limit.
     *
     * Unit: requests. Source: ours (self-hosted server).
     */
    remaining: number | null;
};

/**
 * One thing that is wrong with one field.
 */
export type ErrorDetail = {
    /**
     * The field, as a path (`amount`, `lines[0].price`).
     *
     * Unit: field path. Source: ours (self-hosted server).
     */
    param: string;
    /**
     * What is wrong, for programs.
     *
     * Unit: code. Source: ours (self-hosted server).
     */
    code: string;
    /**
     * What is wrong and what to do, for people.
     *
     * Unit: text. Source: ours (self-hosted server).
     */
    message: string;
};

/**
 * The body of every answer that is not a 200.
 */
export type ErrorBody = {
    /**
     * Always `false`.
     *
     * Unit: flag. Source: ours (self-hosted server).
     */
    success: false;
    /**
     * What went wrong.
     *
     * Unit: object. Source: ours (self-hosted server).
     */
    error: {
        /**
         * The family of the error, one for each status.
         *
         * Unit: code. Source: ours (self-hosted server).
         */
        type: string;
        /**
         * What is wrong, for programs.
         *
         * Unit: code. Source: ours (self-hosted server).
         */
        code: string;
        /**
         * What is wrong and what to do, for people.
         *
         * Unit: text. Source: ours (self-hosted server).
         */
        message: string;
        /**
         * The field, when one field is to blame.
         *
         * Unit: field path. Source: ours (self-hosted server).
         */
        param?: string;
        /**
         * Every field error of the request.
         *
         * Unit: rows. Source: ours (self-hosted server).
         */
        details?: Array<ErrorDetail>;
    };
    /**
     * The id of the request, as in the header `x-request-id`.
     *
     * Unit: identifier. Source: ours (self-hosted server).
     */
    request_id: string;
};

/** What `deleteInvoice` takes: body, path and query. */
export type DeleteInvoiceData = {
    body: DeleteInvoice;
    path?: never;
    query?: never;
    url: '/revenue/invoices';
};

/** The bodies of the failures of `deleteInvoice`, by status. */
export type DeleteInvoiceErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Not Found. The id does not exist.
     */
    404: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `deleteInvoice`. */
export type DeleteInvoiceError = DeleteInvoiceErrors[keyof DeleteInvoiceErrors];

/** The bodies of the successes of `deleteInvoice`, by status. */
export type DeleteInvoiceResponses = {
    /**
     * The write is stored.
     */
    200: InvoiceWriteResult;
};

/** The body of a success of `deleteInvoice`. */
export type DeleteInvoiceResponse = DeleteInvoiceResponses[keyof DeleteInvoiceResponses];

/** What `listInvoices` takes: body, path and query. */
export type ListInvoicesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Rows per page, 1 to 200.
         *
         * Unit: rows. Default: 50.
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before; opaque.
         *
         * Unit: opaque text.
         */
        cursor?: string;
        /**
         * The field that orders the list; ties go by id. `amount` needs `currency`.
         *
         * Unit: field name. Default: "created_at".
         */
        sort?: 'created_at' | 'issue_date' | 'due_date' | 'amount';
        /**
         * Direction of the order. Rows without a value come last in both.
         *
         * Unit: direction. Default: "desc".
         */
        order?: 'desc' | 'asc';
        /**
         * Only invoices of this customer (exact match).
         *
         * Unit: identifier.
         */
        customer_id?: string;
        /**
         * Only invoices of this group (exact match, case included).
         *
         * Unit: identifier.
         */
        group_id?: string;
        /**
         * Only invoices in this currency.
         *
         * Unit: ISO 4217 code.
         */
        currency?: string;
        /**
         * Issued at or after this instant.
         *
         * Unit: RFC 3339 instant.
         */
        issue_date_from?: string;
        /**
         * Issued before this instant.
         *
         * Unit: RFC 3339 instant.
         */
        issue_date_to?: string;
        /**
         * Due at or after this instant.
         *
         * Unit: RFC 3339 instant.
         */
        due_date_from?: string;
        /**
         * Due before this instant.
         *
         * Unit: RFC 3339 instant.
         */
        due_date_to?: string;
        /**
         * At least this amount. Needs `currency`.
         *
         * Unit: major units of `currency`.
         */
        amount_min?: number;
        /**
         * At most this amount. Needs `currency`.
         *
         * Unit: major units of `currency`.
         */
        amount_max?: number;
        /**
         * Only invoices whose id starts with this text (case included).
         *
         * Unit: text.
         */
        q?: string;
    };
    url: '/revenue/invoices';
};

/** The bodies of the failures of `listInvoices`, by status. */
export type ListInvoicesErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `listInvoices`. */
export type ListInvoicesError = ListInvoicesErrors[keyof ListInvoicesErrors];

/** The bodies of the successes of `listInvoices`, by status. */
export type ListInvoicesResponses = {
    /**
     * One page.
     */
    200: InvoicePage;
};

/** The body of a success of `listInvoices`. */
export type ListInvoicesResponse = ListInvoicesResponses[keyof ListInvoicesResponses];

/** What `createInvoice` takes: body, path and query. */
export type CreateInvoiceData = {
    body: CreateInvoice;
    path?: never;
    query?: never;
    url: '/revenue/invoices';
};

/** The bodies of the failures of `createInvoice`, by status. */
export type CreateInvoiceErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `createInvoice`. */
export type CreateInvoiceError = CreateInvoiceErrors[keyof CreateInvoiceErrors];

/** The bodies of the successes of `createInvoice`, by status. */
export type CreateInvoiceResponses = {
    /**
     * The write is stored.
     */
    200: InvoiceWriteResult;
};

/** The body of a success of `createInvoice`. */
export type CreateInvoiceResponse = CreateInvoiceResponses[keyof CreateInvoiceResponses];

/** What `updateInvoice` takes: body, path and query. */
export type UpdateInvoiceData = {
    body: UpdateInvoice;
    path?: never;
    query?: never;
    url: '/revenue/invoices';
};

/** The bodies of the failures of `updateInvoice`, by status. */
export type UpdateInvoiceErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Not Found. The id does not exist.
     */
    404: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `updateInvoice`. */
export type UpdateInvoiceError = UpdateInvoiceErrors[keyof UpdateInvoiceErrors];

/** The bodies of the successes of `updateInvoice`, by status. */
export type UpdateInvoiceResponses = {
    /**
     * The write is stored.
     */
    200: InvoiceWriteResult;
};

/** The body of a success of `updateInvoice`. */
export type UpdateInvoiceResponse = UpdateInvoiceResponses[keyof UpdateInvoiceResponses];

/** What `getInvoice` takes: body, path and query. */
export type GetInvoiceData = {
    body?: never;
    path: {
        /**
         * The id you gave the invoice, percent-encoded.
         *
         * Unit: identifier.
         */
        invoice_id: string;
    };
    query?: never;
    url: '/revenue/invoices/{invoice_id}';
};

/** The bodies of the failures of `getInvoice`, by status. */
export type GetInvoiceErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Not Found. The id does not exist.
     */
    404: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `getInvoice`. */
export type GetInvoiceError = GetInvoiceErrors[keyof GetInvoiceErrors];

/** The bodies of the successes of `getInvoice`, by status. */
export type GetInvoiceResponses = {
    /**
     * The invoice.
     */
    200: Invoice;
};

/** The body of a success of `getInvoice`. */
export type GetInvoiceResponse = GetInvoiceResponses[keyof GetInvoiceResponses];

/** What `listInvoiceHistory` takes: body, path and query. */
export type ListInvoiceHistoryData = {
    body?: never;
    path: {
        /**
         * The id you gave the invoice, percent-encoded.
         *
         * Unit: identifier.
         */
        invoice_id: string;
    };
    query?: {
        /**
         * Changes per page, 1 to 200.
         *
         * Unit: rows. Default: 50.
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before; opaque.
         *
         * Unit: opaque text.
         */
        cursor?: string;
    };
    url: '/revenue/invoices/{invoice_id}/history';
};

/** The bodies of the failures of `listInvoiceHistory`, by status. */
export type ListInvoiceHistoryErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Not Found. The id does not exist.
     */
    404: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `listInvoiceHistory`. */
export type ListInvoiceHistoryError = ListInvoiceHistoryErrors[keyof ListInvoiceHistoryErrors];

/** The bodies of the successes of `listInvoiceHistory`, by status. */
export type ListInvoiceHistoryResponses = {
    /**
     * One page of changes.
     */
    200: InvoiceHistoryPage;
};

/** The body of a success of `listInvoiceHistory`. */
export type ListInvoiceHistoryResponse = ListInvoiceHistoryResponses[keyof ListInvoiceHistoryResponses];

/** What `getInvoiceSummary` takes: body, path and query. */
export type GetInvoiceSummaryData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only invoices of this customer (exact match).
         *
         * Unit: identifier.
         */
        customer_id?: string;
        /**
         * Only invoices of this group (exact match, case included).
         *
         * Unit: identifier.
         */
        group_id?: string;
        /**
         * Only invoices in this currency.
         *
         * Unit: ISO 4217 code.
         */
        currency?: string;
        /**
         * Issued at or after this instant.
         *
         * Unit: RFC 3339 instant.
         */
        issue_date_from?: string;
        /**
         * Issued before this instant.
         *
         * Unit: RFC 3339 instant.
         */
        issue_date_to?: string;
        /**
         * Due at or after this instant.
         *
         * Unit: RFC 3339 instant.
         */
        due_date_from?: string;
        /**
         * Due before this instant.
         *
         * Unit: RFC 3339 instant.
         */
        due_date_to?: string;
        /**
         * At least this amount. Needs `currency`.
         *
         * Unit: major units of `currency`.
         */
        amount_min?: number;
        /**
         * At most this amount. Needs `currency`.
         *
         * Unit: major units of `currency`.
         */
        amount_max?: number;
        /**
         * Only invoices whose id starts with this text (case included).
         *
         * Unit: text.
         */
        q?: string;
    };
    url: '/revenue/summaries/invoices';
};

/** The bodies of the failures of `getInvoiceSummary`, by status. */
export type GetInvoiceSummaryErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `getInvoiceSummary`. */
export type GetInvoiceSummaryError = GetInvoiceSummaryErrors[keyof GetInvoiceSummaryErrors];

/** The bodies of the successes of `getInvoiceSummary`, by status. */
export type GetInvoiceSummaryResponses = {
    /**
     * The sums.
     */
    200: InvoiceSummary;
};

/** The body of a success of `getInvoiceSummary`. */
export type GetInvoiceSummaryResponse = GetInvoiceSummaryResponses[keyof GetInvoiceSummaryResponses];

/** What `getKey` takes: body, path and query. */
export type GetKeyData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/revenue/key';
};

/** The bodies of the failures of `getKey`, by status. */
export type GetKeyErrors = {
    /**
     * Bad Request. Invalid JSON, or missing or wrong fields.
     */
    400: ErrorBody;
    /**
     * Unauthorized. Invalid or missing API key, or the key lacks the Revenue APIs scope.
     */
    401: ErrorBody;
    /**
     * Rate Limit Exceeded. `Retry-After` says how many seconds to wait.
     */
    429: ErrorBody;
    /**
     * Server Error. Try again later.
     */
    500: ErrorBody;
};

/** The body of any failure of `getKey`. */
export type GetKeyError = GetKeyErrors[keyof GetKeyErrors];

/** The bodies of the successes of `getKey`, by status. */
export type GetKeyResponses = {
    /**
     * The key.
     */
    200: Key;
};

/** The body of a success of `getKey`. */
export type GetKeyResponse = GetKeyResponses[keyof GetKeyResponses];
