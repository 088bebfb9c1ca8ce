'use client';

import type { Invoice } from '@thrivestack-revenue/core';
import { useGetInvoice } from '@thrivestack-revenue/react';
import { type JSX, type ReactNode, useState } from 'react';
import { FailureReference, failureTitle, RetryButton } from '../../ui/failure.tsx';
import { IconClose } from '../../ui/icons.tsx';
import { Modal } from '../../ui/modal.tsx';
import { CreateForm } from './create-form.tsx';
import { EditForm } from './edit-form.tsx';
import styles from './invoice-drawer.module.css';
import type { Panel } from './use-list-address.ts';

interface Props {
  readonly panel: Exclude<Panel, { kind: 'none' }>;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
  readonly onDelete: (invoice: Invoice) => void;
}

/** The drawer beside the list, with an empty form or with one invoice. */
export function InvoiceDrawer({ panel, onSaved, onClose, onDelete }: Props): JSX.Element {
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const dismiss = () => {
    if (dirty && !asking) setAsking(true);
    else if (!dirty) onClose();
  };
  const form = { onDirty: setDirty, onSaved, onClose: dismiss, onDone: onClose };
  return (
    <Modal className={styles['drawer']} labelledBy="drawer-title" onDismiss={dismiss}>
      <header className={styles['head']}>
        <h2 id="drawer-title">{panel.kind === 'new' ? 'New invoice' : 'Edit invoice'}</h2>
        <button type="button" className="button button-quiet button-icon" aria-label="Close" onClick={dismiss}>
          <IconClose />
        </button>
      </header>
      {asking ? <DiscardQuestion onKeep={() => setAsking(false)} onDiscard={onClose} /> : null}
      {panel.kind === 'new' ? (
        <CreateForm {...form} />
      ) : (
        <LoadedInvoice id={panel.id}>
          {(invoice) => <EditForm invoice={invoice} onDelete={() => onDelete(invoice)} {...form} />}
        </LoadedInvoice>
      )}
    </Modal>
  );
}

function DiscardQuestion({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }): JSX.Element {
  return (
    <div className={`notice notice-amber ${styles['question']}`} role="alert">
      <p>Discard what you changed?</p>
      <div className={styles['answers']}>
        <button type="button" className="button button-small" onClick={onDiscard}>
          Discard
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: the question answers to Esc or a click, so the focus belongs to it */}
        <button type="button" className="button button-small" autoFocus onClick={onKeep}>
          Keep editing
        </button>
      </div>
    </div>
  );
}

/** Reads the invoice afresh, so that nobody edits what was loaded an hour ago. */
function LoadedInvoice({ id, children }: { id: string; children: (invoice: Invoice) => ReactNode }): ReactNode {
  const read = useGetInvoice(id, { gcTime: 0, refetchOnWindowFocus: false });
  if (read.data !== undefined) return children(read.data);
  if (read.isError) {
    return (
      <div className={styles['body']}>
        <div className="notice notice-danger" role="alert">
          <strong>{read.error.status === 404 ? 'There is no such invoice' : failureTitle(read.error)}</strong>
          <p>{read.error.message}</p>
          <FailureReference error={read.error} />
        </div>
        <div>
          <RetryButton retryAt={read.retryAt} busy={read.isFetching} onRetry={() => void read.refetch()} />
        </div>
      </div>
    );
  }
  const offline = read.fetchStatus === 'paused';
  return (
    <div className={styles['body']} role="status">
      <p className={offline ? 'hint' : 'visually-hidden'}>
        {offline ? 'You are offline. The invoice loads when the network is back.' : 'Loading the invoice'}
      </p>
      {[0, 1, 2, 3, 4].map((index) => (
        <span key={index} className={styles['bone']} />
      ))}
    </div>
  );
}
