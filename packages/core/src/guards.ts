import type {
  AbortError,
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConnectionError,
  NotFoundError,
  RateLimitError,
  ResponseFormatError,
  RevenueError,
  ServerError,
  TimeoutError,
  UnexpectedStatusError,
} from './errors.ts';

// By brand and name, not `instanceof`: the error may come from another copy of this module.
function is(error: unknown, name: string): boolean {
  if (typeof error !== 'object' || error === null || !('~revenue' in error)) return false;
  for (let link: object | null = error; link; link = Object.getPrototypeOf(link)) {
    if ('name' in link && link.name === name) return true;
  }
  return false;
}

/** Tells whether a value is any error of this package. */
export function isRevenueError(error: unknown): error is RevenueError {
  return is(error, 'RevenueError');
}

/** Tells whether the server answered with a failure. */
export function isApiError(error: unknown): error is ApiError {
  return is(error, 'ApiError');
}

/** Tells whether an error is a 400. */
export function isBadRequestError(error: unknown): error is BadRequestError {
  return is(error, 'BadRequestError');
}

/** Tells whether an error is a 401. */
export function isAuthenticationError(error: unknown): error is AuthenticationError {
  return is(error, 'AuthenticationError');
}

/** Tells whether an error is a 404. */
export function isNotFoundError(error: unknown): error is NotFoundError {
  return is(error, 'NotFoundError');
}

/** Tells whether an error is a 429. */
export function isRateLimitError(error: unknown): error is RateLimitError {
  return is(error, 'RateLimitError');
}

/** Tells whether an error is a 5xx. */
export function isServerError(error: unknown): error is ServerError {
  return is(error, 'ServerError');
}

/** Tells whether an error is a status that the contract does not name. */
export function isUnexpectedStatusError(error: unknown): error is UnexpectedStatusError {
  return is(error, 'UnexpectedStatusError');
}

/** Tells whether there was no usable answer: no connection, timeout, abort, or no JSON. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return is(error, 'ConnectionError');
}

/** Tells whether the call ran out of time. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return is(error, 'TimeoutError');
}

/** Tells whether the call was aborted by its signal. */
export function isAbortError(error: unknown): error is AbortError {
  return is(error, 'AbortError');
}

/** Tells whether a 2xx had a body that is not a success. */
export function isResponseFormatError(error: unknown): error is ResponseFormatError {
  return is(error, 'ResponseFormatError');
}
