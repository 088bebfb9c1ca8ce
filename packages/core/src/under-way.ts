import type { ResultWithResponse } from './call.ts';
import type { ErrorFields, RevenueError } from './errors.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** What a client keeps to itself: it holds the key, so it is reachable from no public object. */
export interface Setup {
  readonly baseUrl: string;
  readonly apiKey: ClientOptions['apiKey'];
  readonly options: ClientOptions;
  readonly transport: Transport;
}

/** A call between its first attempt and its end. */
export interface UnderWay {
  readonly setup: Setup;
  readonly operation: Operation;
  readonly input: OperationInput;
  readonly options: CallOptions;
  readonly idempotencyKey: string | undefined;
  /** The key of the attempts from now on. */
  key: string | undefined;
  /** Requests sent so far. */
  attempts: number;
  /** True once the write may have been done without an answer that says so. */
  ambiguous: boolean;
}

/** How an attempt ended. */
export type Outcome = ResultWithResponse<unknown> | RevenueError;

/** What every error of a call says. */
export function facts({ attempts, ambiguous, idempotencyKey }: UnderWay): ErrorFields {
  return { attempts, ambiguous, idempotencyKey };
}

/** Names an operation in messages; ids stay out of them. */
export function title({ operation }: UnderWay): string {
  return `${operation.method} ${operation.path}`;
}
