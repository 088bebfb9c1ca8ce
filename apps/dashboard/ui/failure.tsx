'use client';

import { isConnectionError, isRateLimitError, isServerError, type RevenueError } from '@thrivestack-revenue/core';
import type { JSX } from 'react';
import { useCountdown } from './use-countdown.ts';

/** Names a failure in a few words. */
export function failureTitle(error: RevenueError): string {
  if (isRateLimitError(error)) return 'The API asks to wait';
  if (isConnectionError(error)) return 'The API did not answer';
  if (isServerError(error)) return 'The API failed';
  return 'The API refused this';
}

/** The line that support asks for: which request failed, and with what. */
export function FailureReference({ error }: { error: RevenueError }): JSX.Element | null {
  const status = error.status === undefined ? undefined : `Status ${error.status}`;
  if (status === undefined && error.requestId === undefined) return null;
  return (
    <p className="hint">
      {status}
      {status !== undefined && error.requestId !== undefined ? ' · ' : null}
      {error.requestId === undefined ? null : (
        <>
          Request <span className="code">{error.requestId}</span>
        </>
      )}
    </p>
  );
}

/** A button that repeats what failed, once the API allows it. */
export function RetryButton(props: {
  readonly retryAt: number | undefined;
  readonly busy: boolean;
  readonly onRetry: () => void;
  readonly small?: boolean;
}): JSX.Element {
  const seconds = useCountdown(props.retryAt);
  const waits = seconds > 0;
  const text = waits ? `Trying again in ${seconds} s` : props.busy ? 'Trying again' : 'Try again';
  return (
    <button
      type="button"
      className={`button ${props.small ? 'button-small' : ''}`}
      disabled={waits || props.busy}
      onClick={props.onRetry}
    >
      {props.busy && !waits ? <span className="spinner" /> : null}
      {text}
    </button>
  );
}
