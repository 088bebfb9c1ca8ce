// What is public beside the contract's own names; the generated entries export it by name.
export type { Call, PageCall, ResponseInfo, ResultWithResponse } from './call.ts';
export type { Client } from './client.ts';
export {
  AbortError,
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConnectionError,
  type ErrorClass,
  type ErrorFields,
  type FieldError,
  NotFoundError,
  type PlainError,
  RateLimitError,
  ResponseFormatError,
  RevenueError,
  ServerError,
  TimeoutError,
  UnexpectedStatusError,
} from './errors.ts';
export {
  isAbortError,
  isApiError,
  isAuthenticationError,
  isBadRequestError,
  isConnectionError,
  isNotFoundError,
  isRateLimitError,
  isResponseFormatError,
  isRevenueError,
  isServerError,
  isTimeoutError,
  isUnexpectedStatusError,
} from './guards.ts';
export type { Observer, RequestEvent, ResponseEvent, RetryEvent } from './observer.ts';
export type { Operation, OperationInput, Paging } from './operation.ts';
export type { ApiKeyRequest, BodyCheck, CallOptions, ClientOptions, SharedOptions } from './options.ts';
export type { OtherStatus, ServerStatus, SuccessStatus } from './statuses.ts';
export type { Fetch } from './transport.ts';
