// The types of errors; compiled by `npm run typecheck`, never run.
import * as core from '@thrivestack-revenue/core';
import { expectTypeOf } from 'vitest';

declare const thrown: unknown;
declare const failure: core.RevenueError;

// Each class has the statuses that its server answers with, and the name that consoles show.
expectTypeOf<core.BadRequestError>().toExtend<{ readonly name: 'BadRequestError'; readonly status: 400 }>();
expectTypeOf<core.AuthenticationError>().toExtend<{ readonly name: 'AuthenticationError'; readonly status: 401 }>();
expectTypeOf<core.NotFoundError>().toExtend<{ readonly name: 'NotFoundError'; readonly status: 404 }>();
expectTypeOf<core.RateLimitError>().toExtend<{ readonly name: 'RateLimitError'; readonly status: 429 }>();
expectTypeOf<core.TimeoutError>().toExtend<{ readonly name: 'TimeoutError'; readonly status: undefined }>();
expectTypeOf<core.AbortError>().toExtend<{ readonly name: 'AbortError'; readonly status: undefined }>();
expectTypeOf<core.ServerError['status']>().toEqualTypeOf<core.ServerStatus>();
expectTypeOf<core.UnexpectedStatusError['status']>().toEqualTypeOf<core.OtherStatus>();
expectTypeOf<core.ResponseFormatError['status']>().toEqualTypeOf<core.SuccessStatus>();

// The ranges are those of HTTP, less what has a class of its own.
expectTypeOf<500 | 503 | 599>().toExtend<core.ServerStatus>();
expectTypeOf<499>().not.toExtend<core.ServerStatus>();
expectTypeOf<0 | 302 | 403 | 409 | 499>().toExtend<core.OtherStatus>();
expectTypeOf<Extract<core.OtherStatus, 200 | 400 | 401 | 404 | 429 | 500>>().toEqualTypeOf<never>();
expectTypeOf<200 | 204 | 299>().toExtend<core.SuccessStatus>();
expectTypeOf<300>().not.toExtend<core.SuccessStatus>();

// The family: what a name stands for is the union of what is below it.
expectTypeOf<core.ApiError['name']>().toEqualTypeOf<
  | 'BadRequestError'
  | 'AuthenticationError'
  | 'NotFoundError'
  | 'RateLimitError'
  | 'ServerError'
  | 'UnexpectedStatusError'
>();
expectTypeOf<core.ConnectionError['name']>().toEqualTypeOf<
  'ConnectionError' | 'TimeoutError' | 'AbortError' | 'ResponseFormatError'
>();
expectTypeOf<core.RevenueError['name']>().toEqualTypeOf<
  'RevenueError' | core.ApiError['name'] | core.ConnectionError['name']
>();
expectTypeOf<core.RevenueError>().toExtend<Error>();

// What every error has, before it is told apart.
expectTypeOf(failure.code).toEqualTypeOf<string | undefined>();
expectTypeOf(failure.details).toEqualTypeOf<readonly core.FieldError[] | undefined>();
expectTypeOf(failure.requestId).toEqualTypeOf<string | undefined>();
expectTypeOf(failure.attempts).toEqualTypeOf<number>();
expectTypeOf(failure.retryable).toEqualTypeOf<boolean>();
expectTypeOf(failure.retryAfterMs).toEqualTypeOf<number | undefined>();
expectTypeOf(failure.retryBudgetExhausted).toEqualTypeOf<boolean>();
expectTypeOf(failure.ambiguous).toEqualTypeOf<boolean>();
expectTypeOf(failure.idempotencyKey).toEqualTypeOf<string | undefined>();
// @ts-expect-error what happened is not changed afterwards
failure.attempts = 2;

// The guards narrow what nothing is known of.
if (core.isBadRequestError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.BadRequestError>();
if (core.isAuthenticationError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.AuthenticationError>();
if (core.isNotFoundError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.NotFoundError>();
if (core.isRateLimitError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.RateLimitError>();
if (core.isServerError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.ServerError>();
if (core.isUnexpectedStatusError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.UnexpectedStatusError>();
if (core.isApiError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.ApiError>();
if (core.isTimeoutError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.TimeoutError>();
if (core.isAbortError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.AbortError>();
if (core.isResponseFormatError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.ResponseFormatError>();
if (core.isConnectionError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.ConnectionError>();
if (core.isRevenueError(thrown)) expectTypeOf(thrown).toEqualTypeOf<core.RevenueError>();

// So do `instanceof`, the status and the name.
if (thrown instanceof core.NotFoundError) expectTypeOf(thrown.status).toEqualTypeOf<404>();
if (thrown instanceof core.ApiError) expectTypeOf(thrown).toEqualTypeOf<core.ApiError>();
if (failure.status === 429) expectTypeOf(failure).toEqualTypeOf<core.RateLimitError>();
if (failure.status === 500) expectTypeOf(failure).toEqualTypeOf<core.ServerError>();
if (failure.status === 204) expectTypeOf(failure).toEqualTypeOf<core.ResponseFormatError>();
if (failure.name === 'TimeoutError') expectTypeOf(failure).toEqualTypeOf<core.TimeoutError>();
// @ts-expect-error nothing answers so
if (failure.status === 700) failure.message;
// @ts-expect-error no error is called so
if (failure.name === 'LimitError') failure.message;

// Errors are made by tests of users, too.
expectTypeOf(new core.NotFoundError('gone', { status: 404, requestId: 'req_1' })).toEqualTypeOf<core.NotFoundError>();
// @ts-expect-error an error has a message
new core.RateLimitError();
// @ts-expect-error no such field
new core.RateLimitError('slow down', { retryAfter: 1 });
