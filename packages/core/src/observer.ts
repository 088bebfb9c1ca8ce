import type { ResponseInfo } from './call.ts';
import type { RevenueError } from './errors.ts';
import type { Operation } from './operation.ts';

/** One request that is about to be sent. */
export interface RequestEvent {
  readonly operation: Operation;
  readonly url: string;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** What is sent beside the API key, which is not shown; may be added to, in lower case. */
  readonly headers: Record<string, string>;
  /** The body of a write before it became text. */
  readonly body: object | undefined;
}

/** How one request ended: with a response, or with an error. */
export interface ResponseEvent {
  /** The object that `onRequest` was given. */
  readonly request: RequestEvent;
  /** From the send to the end of the body, in milliseconds. */
  readonly durationMs: number;
  /** What came with a success. */
  readonly response?: ResponseInfo | undefined;
  /** What the attempt failed with; the call may go on. */
  readonly error?: RevenueError | undefined;
}

/** What is about to be repeated, and when. */
export interface RetryEvent {
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
  /** When the next attempt starts, in epoch milliseconds. */
  readonly retryAt: number;
  /** What the failed attempt ended with. */
  readonly error: RevenueError;
}

/**
 * Hears what a client does; what it throws is ignored.
 *
 * No event holds the API key. Bodies may hold what should not be logged.
 */
export interface Observer {
  /** Hears of every request before it is sent, and may add headers to it. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Hears of the end of every request, whether it was answered or not. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Hears of every retry before its back-off. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}
