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

/** An error by its name and status; `RevenueError` itself before anything is sent, `ConnectionError` without an answer. */
export interface PlainError<Name extends string, Status extends number | undefined = undefined> extends Error {
  readonly name: Name;
  readonly status: Status;
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
}

/** Everything that a client throws or rejects with. */
export type RevenueError = PlainError<'RevenueError'> | ApiError | ConnectionError;

/** Everything that a client throws or rejects with. */
export const RevenueError: ErrorClass<RevenueError> = class extends Error {
  // A text, because minifiers rename classes; consoles show the name of the constructor.
  static override get name(): string {
    return 'RevenueError';
  }

  constructor(message: string, fields?: ErrorFields) {
    // Takes the cause, which stays hidden from JSON.
    super(message, fields);
    Object.assign(this, { attempts: 0, retryable: false, retryBudgetExhausted: false, ambiguous: false }, fields);
  }

  override get name(): string {
    return this.constructor.name;
  }

  /** Lets copies of this module (ESM beside CJS, another realm) know each other's errors. */
  get '~revenue'(): true {
    return true;
  }
} as unknown as ErrorClass<RevenueError>;

/** Makes a class that bears its name in any bundle. */
function define<T extends RevenueError>(name: string, Parent: unknown): ErrorClass<T> {
  return class extends (Parent as typeof Error) {
    static override get name(): string {
      return name;
    }
  } as unknown as ErrorClass<T>;
}

/** The server answered, and not with a success; `switch (error.status)` tells the cases apart. */
export type ApiError =
  | BadRequestError
  | AuthenticationError
  | NotFoundError
  | RateLimitError
  | ServerError
  | UnexpectedStatusError;

/** The server answered, and not with a success. */
export const ApiError: ErrorClass<ApiError> = /* @__PURE__ */ define('ApiError', RevenueError);

/** There was no answer, or none that could be used. */
export type ConnectionError = PlainError<'ConnectionError'> | TimeoutError | AbortError | ResponseFormatError;

/** There was no answer, or none that could be used. */
export const ConnectionError: ErrorClass<ConnectionError> = /* @__PURE__ */ define('ConnectionError', RevenueError);

/** 400: the request is wrong; `details` says where. */
export type BadRequestError = PlainError<'BadRequestError', 400>;

/** 400: the request is wrong; `details` says where. */
export const BadRequestError: ErrorClass<BadRequestError> = /* @__PURE__ */ define('BadRequestError', ApiError);

/** 401: no key, a wrong key, or one without the scope. */
export type AuthenticationError = PlainError<'AuthenticationError', 401>;

/** 401: no key, a wrong key, or one without the scope. */
export const AuthenticationError: ErrorClass<AuthenticationError> = /* @__PURE__ */ define(
  'AuthenticationError',
  ApiError,
);

/** 404: there is no such row, or no such path. */
export type NotFoundError = PlainError<'NotFoundError', 404>;

/** 404: there is no such row, or no such path. */
export const NotFoundError: ErrorClass<NotFoundError> = /* @__PURE__ */ define('NotFoundError', ApiError);

/** 429: too many requests; `retryAfterMs` says how long to wait. */
export type RateLimitError = PlainError<'RateLimitError', 429>;

/** 429: too many requests; `retryAfterMs` says how long to wait. */
export const RateLimitError: ErrorClass<RateLimitError> = /* @__PURE__ */ define('RateLimitError', ApiError);

/** 5xx: the server failed. */
export type ServerError = PlainError<'ServerError', ServerStatus>;

/** 5xx: the server failed. */
export const ServerError: ErrorClass<ServerError> = /* @__PURE__ */ define('ServerError', ApiError);

/** Any other status, redirects included (0 when a browser hides it). */
export type UnexpectedStatusError = PlainError<'UnexpectedStatusError', OtherStatus>;

/** Any other status, redirects included (0 when a browser hides it). */
export const UnexpectedStatusError: ErrorClass<UnexpectedStatusError> = /* @__PURE__ */ define(
  'UnexpectedStatusError',
  ApiError,
);

/** `timeoutMs` or `attemptTimeoutMs` went by. */
export type TimeoutError = PlainError<'TimeoutError'>;

/** `timeoutMs` or `attemptTimeoutMs` went by. */
export const TimeoutError: ErrorClass<TimeoutError> = /* @__PURE__ */ define('TimeoutError', ConnectionError);

/** The call's `signal` was aborted; `cause` is its reason. */
export type AbortError = PlainError<'AbortError'>;

/** The call's `signal` was aborted; `cause` is its reason. */
export const AbortError: ErrorClass<AbortError> = /* @__PURE__ */ define('AbortError', ConnectionError);

/** A 2xx whose body is not what a success looks like. */
export type ResponseFormatError = PlainError<'ResponseFormatError', SuccessStatus>;

/** A 2xx whose body is not what a success looks like. */
export const ResponseFormatError: ErrorClass<ResponseFormatError> = /* @__PURE__ */ define(
  'ResponseFormatError',
  ConnectionError,
);
