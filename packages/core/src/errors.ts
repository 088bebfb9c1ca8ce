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
  /** True when a write failed and may have been done all the same. */
  readonly ambiguous?: boolean;
  /** The key that every attempt of the write carried: pass it to repeat that write. */
  readonly idempotencyKey?: string | undefined;
  readonly cause?: unknown;
}

/** Everything that a client throws or rejects with. */
export class RevenueError extends Error {
  declare readonly status: number | undefined;
  declare readonly code: string | undefined;
  declare readonly param: string | undefined;
  declare readonly details: readonly FieldError[] | undefined;
  declare readonly requestId: string | undefined;
  declare readonly attempts: number;
  declare readonly retryable: boolean;
  declare readonly retryAfterMs: number | undefined;
  declare readonly ambiguous: boolean;
  declare readonly idempotencyKey: string | undefined;

  constructor(message: string, fields: ErrorFields = {}) {
    const { cause, ...rest } = fields;
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { attempts: 0, retryable: false, ambiguous: false }, rest);
  }

  // Names are literals on the prototypes: minifiers rename classes, and stacks show the name.
  override get name(): string {
    return 'RevenueError';
  }

  /** Lets copies of this module (ESM beside CJS, another realm) know each other's errors. */
  get '~revenue'(): true {
    return true;
  }
}

/** The server answered, and not with a success. */
export class ApiError extends RevenueError {
  declare readonly status: number;
  override get name(): string {
    return 'ApiError';
  }
}

/** 400: the request is wrong; `details` says where. */
export class BadRequestError extends ApiError {
  declare readonly status: 400;
  override get name(): string {
    return 'BadRequestError';
  }
}

/** 401: no key, a wrong key, or one without the scope. */
export class AuthenticationError extends ApiError {
  declare readonly status: 401;
  override get name(): string {
    return 'AuthenticationError';
  }
}

/** 404: there is no such row, or no such path. */
export class NotFoundError extends ApiError {
  declare readonly status: 404;
  override get name(): string {
    return 'NotFoundError';
  }
}

/** 429: too many requests; `retryAfterMs` says how long to wait. */
export class RateLimitError extends ApiError {
  declare readonly status: 429;
  override get name(): string {
    return 'RateLimitError';
  }
}

/** 5xx: the server failed. */
export class ServerError extends ApiError {
  override get name(): string {
    return 'ServerError';
  }
}

/** Any other status, redirects included (0 when a browser hides it). */
export class UnexpectedStatusError extends ApiError {
  override get name(): string {
    return 'UnexpectedStatusError';
  }
}

/** There was no answer, or none that could be used. */
export class ConnectionError extends RevenueError {
  override get name(): string {
    return 'ConnectionError';
  }
}

/** `timeoutMs` or `attemptTimeoutMs` went by. */
export class TimeoutError extends ConnectionError {
  override get name(): string {
    return 'TimeoutError';
  }
}

/** The call's `signal` was aborted; `cause` is its reason. */
export class AbortError extends ConnectionError {
  override get name(): string {
    return 'AbortError';
  }
}

/** A 2xx whose body is not what a success looks like. */
export class ResponseFormatError extends ConnectionError {
  declare readonly status: number;
  override get name(): string {
    return 'ResponseFormatError';
  }
}
