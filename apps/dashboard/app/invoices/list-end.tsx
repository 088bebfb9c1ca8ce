'use client';

import type { RevenueError } from '@thrivestack-revenue/core';
import { type JSX, useEffect, useEffectEvent, useRef } from 'react';
import { FailureReference, RetryButton } from '../../ui/failure.tsx';
import styles from './list-end.module.css';

interface Props {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetching: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: RevenueError | null;
    readonly retryAt: number | undefined;
    readonly fetchNextPage: () => unknown;
  };
  readonly count: number;
}

/** The end of the list: loads the next page when it comes near, and by a button. */
export function ListEnd({ list, count }: Props): JSX.Element {
  const ref = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError, error, retryAt, fetchNextPage } = list;
  // After a failure the person decides, or a server that is down would be asked without end.
  const automatic = hasNextPage && !isFetching && !isFetchNextPageError;
  const load = useEffectEvent(() => void fetchNextPage());

  useEffect(() => {
    const end = ref.current;
    if (!automatic || end === null) return undefined;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
      rootMargin: '600px',
    });
    observer.observe(end);
    return () => observer.disconnect();
  }, [automatic]);

  return (
    <div ref={ref} className={styles['end']}>
      {isFetchNextPageError && error !== null ? (
        <div className={styles['failed']} role="alert">
          <p>More invoices could not be loaded. {error.message}</p>
          <FailureReference error={error} />
          <RetryButton small retryAt={retryAt} busy={isFetchingNextPage} onRetry={() => void fetchNextPage()} />
        </div>
      ) : hasNextPage ? (
        <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? <span className="spinner" /> : null}
          {isFetchingNextPage ? 'Loading more' : 'Load more'}
        </button>
      ) : (
        <p>{count > 10 ? `That is all: ${count} invoices.` : null}</p>
      )}
    </div>
  );
}
