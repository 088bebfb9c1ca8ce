/** What the server said beside the body. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: Pick<Headers, 'get' | 'has' | 'forEach'>;
  /** The server's name for the request (`x-request-id`), for support. */
  readonly requestId: string | undefined;
  /** True when the write had been done before, by an earlier attempt or call. */
  readonly replayed: boolean;
  /** Requests sent for this call, from 1. */
  readonly attempts: number;
  /** The key that every attempt of a write carried. */
  readonly idempotencyKey: string | undefined;
}

/** A result with the response it came from. */
export interface ResultWithResponse<T> {
  readonly data: T;
  readonly response: ResponseInfo;
}

/** A call under way: a promise of its result. */
export interface Call<T> extends Promise<T> {
  /** Resolves the result together with status, headers and attempts. */
  withResponse(): Promise<ResultWithResponse<T>>;
}

/**
 * A list under way: awaited it is one page, iterated it is every row.
 *
 * Pages after the first are calls of their own, each with its own deadline.
 */
export interface PageCall<Page, Row> extends Call<Page>, AsyncIterable<Row> {
  /** Iterates whole pages; the cursor of a page resumes the list later. */
  byPage(): AsyncIterable<Page>;
}
