import type { SharedOptions } from '@thrivestack-revenue/core';
import type { FaultName } from './replies.ts';

/** What a write must come to under one fault. */
export interface FaultCase {
  readonly fault: FaultName;
  /** What is special, when a fault has several cases. */
  readonly as?: string;
  readonly options?: SharedOptions;
  /** Name of the error; absent for a success. */
  readonly error?: string;
  readonly status?: number;
  readonly attempts: number;
  readonly effects: 0 | 1;
  readonly ambiguous?: boolean;
  readonly retryAfterMs?: number;
  /** Least time in milliseconds: what the server or an option asks for. */
  readonly atLeastMs?: number;
  /** True when the success tells of an earlier one. */
  readonly replayed?: boolean;
}

/** A 2xx that is no success, every time: the write is done once, and the caller is told that it may be. */
function noSuccess(fault: FaultName, status = 200): FaultCase {
  return { fault, error: 'ResponseFormatError', status, attempts: 3, effects: 1, ambiguous: true };
}

function late(fault: FaultName): FaultCase[] {
  const timeout = { fault, error: 'TimeoutError', effects: 0, ambiguous: true } as const;
  return [
    { ...timeout, as: 'each attempt ends', options: { attemptTimeoutMs: 100 }, attempts: 3, atLeastMs: 290 },
    { ...timeout, as: 'the call ends', options: { timeoutMs: 250 }, attempts: 1, atLeastMs: 245 },
  ];
}

/** The table: the same on every transport, with and without support for idempotency keys. */
export const cases: readonly FaultCase[] = [
  { fault: 'ok', attempts: 1, effects: 1, replayed: false },
  { fault: '429-seconds', attempts: 2, effects: 1, atLeastMs: 950 },
  { fault: '429-date', attempts: 2, effects: 1, atLeastMs: 900 },
  { fault: '429-ms', attempts: 2, effects: 1, atLeastMs: 45 },
  { fault: '429-none', attempts: 2, effects: 1 },
  { fault: '429-beyond', error: 'RateLimitError', status: 429, attempts: 1, effects: 0, retryAfterMs: 3_600_000 },
  { fault: '503-seconds', attempts: 2, effects: 1, atLeastMs: 950 },
  { fault: '500-then-200', attempts: 2, effects: 1 },
  { fault: '500-after-commit', attempts: 2, effects: 1, replayed: true },
  { fault: 'always-500', error: 'ServerError', status: 500, attempts: 3, effects: 0, ambiguous: true },
  { fault: 'commit-then-reset', attempts: 2, effects: 1, replayed: true },
  { fault: 'reset-before-answer', attempts: 2, effects: 1, replayed: false },
  { fault: 'reset-mid-body', attempts: 2, effects: 1, replayed: true },
  ...late('no-headers'),
  ...late('no-body'),
  ...late('drip'),
  noSuccess('truncated-json'),
  noSuccess('empty-200'),
  noSuccess('no-content-204', 204),
  noSuccess('null-200'),
  noSuccess('html-200'),
  noSuccess('wrong-types'),
  noSuccess('success-11mb'),
  { fault: 'html-502', error: 'ServerError', status: 502, attempts: 3, effects: 0, ambiguous: true },
  { fault: 'error-5mb', error: 'BadRequestError', status: 400, attempts: 1, effects: 0 },
  { fault: 'unknown-fields', attempts: 1, effects: 1 },
  { fault: 'invalid-utf8', attempts: 1, effects: 1 },
  { fault: 'chunked-garbage', attempts: 2, effects: 1, replayed: true },
  { fault: 'length-too-long', attempts: 2, effects: 1, replayed: true },
  { fault: 'length-too-short', attempts: 2, effects: 1, replayed: true },
  { fault: '1xx-flood', attempts: 1, effects: 1 },
  { fault: 'redirect-307', error: 'UnexpectedStatusError', status: 307, attempts: 1, effects: 0 },
  { fault: 'redirect-302', error: 'UnexpectedStatusError', status: 302, attempts: 1, effects: 0 },
];
