import type { ResultWithResponse } from './call.ts';
import type { ErrorClass, ErrorFields, RevenueError } from './errors.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** What a client keeps to itself: it holds the key, so it is reachable from no public object. */
export interface Setup {
  readonly baseUrl: string;
  readonly apiKey: ClientOptions['apiKey'];
  readonly options: ClientOptions;
  /** Headers of every request, their names in lower case. */
  readonly headers: Record<string, string>;
  readonly transport: Transport;
  /** What is left of the retry budget. */
  tokens: number;
}

/** A call between its first attempt and its end. */
export interface UnderWay {
  readonly setup: Setup;
  readonly operation: Operation;
  readonly input: OperationInput;
  readonly options: CallOptions;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  /** Undefined for reads. */
  readonly idempotencyKey: string | undefined;
  readonly timeoutMs: number;
  /** When the whole call has to be over, by the clock of `performance.now()`. */
  readonly endsAt: number;
  /** True once the call has run out of time or was aborted. */
  isOver: boolean;
  /** The key of the attempts from now on. */
  key: string | undefined;
  /** Requests sent so far. */
  attempts: number;
  /** True once the write may have been done without an answer that says so. */
  ambiguous: boolean;
}

/** How an attempt ended. */
export type Outcome = ResultWithResponse<unknown> | RevenueError;

/** Makes an error of a call, with what every error of a call says. */
export function failure<T extends RevenueError>(
  { attempts, ambiguous, idempotencyKey }: UnderWay,
  Class: ErrorClass<T>,
  message: string,
  fields: ErrorFields,
): T {
  return new Class(message, { attempts, ambiguous, idempotencyKey, ...fields });
}

/** Reads an option of the call, else of the client, else what it is by default. */
export function setting<Name extends 'timeoutMs' | 'attemptTimeoutMs' | 'maxRetries'>(
  { options, setup }: Pick<UnderWay, 'options' | 'setup'>,
  name: Name,
  fallback: number,
): number {
  return options[name] ?? setup.options[name] ?? fallback;
}

/** Ends a message with what to look at. */
export function seeBaseUrl({ setup }: UnderWay): string {
  return `: check baseUrl (${setup.baseUrl}).`;
}

/** Names an operation in messages; ids stay out of them. */
export function title({ operation }: UnderWay): string {
  return `${operation.method} ${operation.path}`;
}
