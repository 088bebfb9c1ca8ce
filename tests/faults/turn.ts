import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as it came over the wire. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a fault can do with one request of a run. */
export interface Turn {
  readonly request: Recorded;
  readonly response: ServerResponse;
  /** Number of the request within its run, from 1. */
  readonly attempt: number;
  /** True when an earlier request came over the same connection. */
  readonly isReused: boolean;
  /** What the replies of this run remember. */
  readonly marks: Set<string>;
  readonly otherOrigin: string;
  /** Does the write, and answers as the API would: again for a key that it knows. */
  commit(): { readonly status: number; readonly body: string; readonly headers: Record<string, string> };
}

/** A success, in words that the clients of other APIs take for one, too. */
export function success(body: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ success: true, invoice_id: idOf(body), id: 'made_1', object: 'made', ...more });
}

/** The id of the row that a body is about. */
export function idOf(body: string): string | undefined {
  try {
    const { invoice_id: id } = JSON.parse(body) as { invoice_id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
