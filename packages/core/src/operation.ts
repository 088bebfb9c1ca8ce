/** Where a page keeps its rows and its cursor. */
export interface Paging {
  /** Query parameter that continues a list. */
  readonly cursor: string;
  /** Field of the page that holds the rows. */
  readonly items: string;
  /** Field of the page that holds the next cursor. */
  readonly next: string;
}

/** What a client has to know of one operation; written by the generator. */
export interface Operation {
  /** `operationId` of the contract. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with at most one parameter in braces. */
  readonly path: string;
  /** What the key has to be allowed to. */
  readonly scope: string;
  /** Field that names the row; only writes have it. */
  readonly key?: string;
  /** Code of the 400 that says "there is such a row"; only creates have it. */
  readonly exists?: string;
  /** Says more of a status than the status does, when the answer is not one of our server. */
  readonly hint?: (operation: Operation, status: number) => string | undefined;
  /** True when the contract calls the operation deprecated. */
  readonly deprecated?: boolean;
  /** Fields of the body and the query that the contract calls deprecated. */
  readonly deprecatedFields?: readonly string[];
}

/** What one call of an operation sends. */
export interface OperationInput {
  /** Makes path and query where they are more than the operation's path. */
  readonly target?: () => string;
  readonly body?: object;
}

/** Says of an operation that only the self-hosted server has it; a vendor answers 404 or 405. */
export function selfHosted({ id }: Operation, status: number): string | undefined {
  return status === 404 || status === 405 ? `. ${id} exists only on the self-hosted server` : undefined;
}
