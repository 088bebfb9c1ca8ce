import type { OtherStatus, ServerStatus, SuccessStatus } from './statuses.ts';

/** One thing that is wrong with one field. */
export interface FieldError {
  /** The field, as a path: `amount`, `lines[0].price`. */
  readonly param: string;
  readonly code: string;
  readonly message: string;
}

/** What an error knows beside its message. */
export interface ErrorFields {
  /** HTTP status of the last answer; undefined when there was none. */
  readonly status?: number | undefined;
  /** What went wrong, for programs; the server's own code where it sent one. */
  readonly code?: string | undefined;
  /** The field to blame, when it is one. */
  readonly param?: string | undefined;
  /** Every field error of the request. */
  readonly details?: readonly FieldError[] | undefined;
  /** The server's name for the request, for support. */
  readonly requestId?: string | undefined;
  /** Requests sent for the call; 0 when it failed before the first. */
  readonly attempts?: number;
  /** True when the same call may work later, unchanged. */
  readonly retryable?: boolean;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** True when another attempt was due, and too many had failed lately (`retryBudget`). */
  readonly retryBudgetExhausted?: boolean;
  /** True when a write failed and may have been done all the same. */
  readonly ambiguous?: boolean;
  /** The key that every attempt of the write carried: pass it to repeat that write. */
  readonly idempotencyKey?: string | undefined;
  readonly cause?: unknown;
}

/** A class of errors: `instanceof` tells what an error knows, and so does a look at `name` or `status`. */
export interface ErrorClass<T extends Error> {
  new (message: string, fields?: ErrorFields): T;
  readonly prototype: T;
}

// Written down: the declaration that is inferred of a class expression names what only @types/node knows.
interface Failure extends Error {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly details: readonly FieldError[] | undefined;
  readonly requestId: string | undefined;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly retryBudgetExhausted: boolean;
  readonly ambiguous: boolean;
  readonly idempotencyKey: string | undefined;
  /** Lets copies of this module (ESM beside CJS, another realm) know each other's errors. */
  readonly '~revenue': true;
}

// Named inside as they are known outside: consoles show the name of the constructor.
const BaseError = class RevenueError extends Error {
  constructor(message: string, fields?: ErrorFields) {
    // Takes the cause, which stays hidden from JSON.
    super(message, fields);
    Object.assign(this, { attempts: 0, retryable: false, retryBudgetExhausted: false, ambiguous: false }, fields);
  }

  // Names are literals on the prototypes: minifiers rename classes, and stacks show the name.
  override get name(): string {
    return 'RevenueError';
  }

  get '~revenue'(): true {
    return true;
  }
} as unknown as ErrorClass<Failure>;

const AnsweredError = class ApiError extends BaseError {
  declare readonly status: number;
  override get name(): string {
    return 'ApiError';
  }
} as unknown as ErrorClass<Failure & { readonly status: number }>;

const UnansweredError = class ConnectionError extends BaseError {
  override get name(): string {
    return 'ConnectionError';
  }
} as unknown as ErrorClass<Failure>;

/** 400: the request is wrong; `details` says where. */
export class BadRequestError extends AnsweredError {
  declare readonly status: 400;
  override get name(): 'BadRequestError' {
    return 'BadRequestError';
  }
}

/** 401: no key, a wrong key, or one without the scope. */
export class AuthenticationError extends AnsweredError {
  declare readonly status: 401;
  override get name(): 'AuthenticationError' {
    return 'AuthenticationError';
  }
}

/** 404: there is no such row, or no such path. */
export class NotFoundError extends AnsweredError {
  declare readonly status: 404;
  override get name(): 'NotFoundError' {
    return 'NotFoundError';
  }
}

/** 429: too many requests; `retryAfterMs` says how long to wait. */
export class RateLimitError extends AnsweredError {
  declare readonly status: 429;
  override get name(): 'RateLimitError' {
    return 'RateLimitError';
  }
}

/** 5xx: the server failed. */
export class ServerError extends AnsweredError {
  declare readonly status: ServerStatus;
  override get name(): 'ServerError' {
    return 'ServerError';
  }
}

/** Any other status, redirects included (0 when a browser hides it). */
export class UnexpectedStatusError extends AnsweredError {
  declare readonly status: OtherStatus;
  override get name(): 'UnexpectedStatusError' {
    return 'UnexpectedStatusError';
  }
}

/** `timeoutMs` or `attemptTimeoutMs` went by. */
export class TimeoutError extends UnansweredError {
  declare readonly status: undefined;
  override get name(): 'TimeoutError' {
    return 'TimeoutError';
  }
}

/** The call's `signal` was aborted; `cause` is its reason. */
export class AbortError extends UnansweredError {
  declare readonly status: undefined;
  override get name(): 'AbortError' {
    return 'AbortError';
  }
}

/** A 2xx whose body is not what a success looks like. */
export class ResponseFormatError extends UnansweredError {
  declare readonly status: SuccessStatus;
  override get name(): 'ResponseFormatError' {
    return 'ResponseFormatError';
  }
}

/** An error of no class of its own: `RevenueError` before anything is sent, `ConnectionError` without an answer. */
export interface PlainError<Name extends 'RevenueError' | 'ConnectionError'> extends Failure {
  readonly name: Name;
  readonly status: undefined;
}

/** The server answered, and not with a success; `switch (error.status)` tells the cases apart. */
export type ApiError =
  | BadRequestError
  | AuthenticationError
  | NotFoundError
  | RateLimitError
  | ServerError
  | UnexpectedStatusError;

/** There was no answer, or none that could be used. */
export type ConnectionError = PlainError<'ConnectionError'> | TimeoutError | AbortError | ResponseFormatError;

/** Everything that a client throws or rejects with. */
export type RevenueError = PlainError<'RevenueError'> | ApiError | ConnectionError;

/** The server answered, and not with a success. */
export const ApiError: ErrorClass<ApiError> = AnsweredError as unknown as ErrorClass<ApiError>;

/** There was no answer, or none that could be used. */
export const ConnectionError: ErrorClass<ConnectionError> = UnansweredError as unknown as ErrorClass<ConnectionError>;

/** Everything that a client throws or rejects with. */
export const RevenueError: ErrorClass<RevenueError> = BaseError as unknown as ErrorClass<RevenueError>;
