'use client';

import type { RevenueError } from '@thrivestack-revenue/core';
import type { JSX, ReactNode } from 'react';
import { FailureReference, failureTitle, RetryButton } from '../../ui/failure.tsx';
import { IconAlert, IconCloudOff, IconInvoice, IconPlus } from '../../ui/icons.tsx';
import { inWords } from './field-errors.ts';
import styles from './list-messages.module.css';

function Message(props: { icon: ReactNode; title: string; children: ReactNode; alert?: boolean }): JSX.Element {
  return (
    <section className={styles['message']} role={props.alert ? 'alert' : undefined}>
      <span className={`${styles['icon']} ${props.alert ? styles['icon-alert'] : ''}`}>{props.icon}</span>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

interface EmptyProps {
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onCreate: () => void;
}

export function EmptyList({ filtered, onClear, onCreate }: EmptyProps): JSX.Element {
  if (filtered) {
    return (
      <Message icon={<IconInvoice />} title="No invoice fits these filters">
        <p>Ids are compared exactly, capital letters included.</p>
        <button type="button" className="button" onClick={onClear}>
          Clear the filters
        </button>
      </Message>
    );
  }
  return (
    <Message icon={<IconInvoice />} title="No invoices yet">
      <p>Invoices that you push through the API, or add here, are listed on this page.</p>
      <button type="button" className="button" onClick={onCreate}>
        <IconPlus />
        Add the first invoice
      </button>
    </Message>
  );
}

interface FailedProps {
  readonly error: RevenueError;
  readonly retryAt: number | undefined;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

export function FailedList({ error, retryAt, busy, onRetry }: FailedProps): JSX.Element {
  return (
    <Message icon={<IconAlert />} title={failureTitle(error)} alert>
      <p>{inWords(error.message)}</p>
      <FailureReference error={error} />
      <RetryButton retryAt={retryAt} busy={busy} onRetry={onRetry} />
    </Message>
  );
}

export function OfflineList(): JSX.Element {
  return (
    <Message icon={<IconCloudOff />} title="You are offline">
      <p>The list loads by itself when the network is back.</p>
    </Message>
  );
}

interface StaleProps {
  readonly online: boolean;
  readonly error: RevenueError | null;
  readonly retryAt: number | undefined;
  readonly onRetry: () => void;
}

/** Says above a list that is shown why it may be out of date. */
export function StaleNotice({ online, error, retryAt, onRetry }: StaleProps): JSX.Element | null {
  if (!online) {
    return (
      <p className={`notice notice-amber ${styles['notice']}`} role="status">
        You are offline. What is shown may be out of date; changes are sent when the network is back.
      </p>
    );
  }
  if (error === null) return null;
  return (
    <div className={`notice notice-amber ${styles['notice']} ${styles['stale']}`} role="status">
      <div>
        <p>The list could not be refreshed and may be out of date. {error.message}</p>
        <FailureReference error={error} />
      </div>
      <RetryButton small retryAt={retryAt} busy={false} onRetry={onRetry} />
    </div>
  );
}
