'use client';

import type { Invoice } from '@thrivestack-revenue/core';
import { useDeleteInvoice } from '@thrivestack-revenue/react';
import type { JSX } from 'react';
import { formatDay } from '../../dates/format.ts';
import { FailureReference, failureTitle } from '../../ui/failure.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './invoice-drawer.module.css';
import { SubmitButton } from './invoice-form.tsx';
import { Money } from './money.tsx';

interface Props {
  readonly invoice: Invoice;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Asks before an invoice is deleted. */
export function DeleteDialog({ invoice, onDeleted, onClose }: Props): JSX.Element {
  const remove = useDeleteInvoice();
  const toast = useToast();
  const id = invoice.invoice_id;

  const submit = () => {
    remove.mutate(
      { invoice_id: id },
      {
        onSuccess: () => {
          toast(`Invoice ${id} is deleted.`);
          onDeleted();
        },
      },
    );
  };

  return (
    <Modal className={styles['dialog']} labelledBy="delete-title" describedBy="delete-text" alert onDismiss={onClose}>
      <form
        className={styles['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id="delete-title">Delete this invoice?</h2>
        <div id="delete-text">
          <p>
            <strong>{id}</strong> of {invoice.customer_id}
          </p>
          <p className={styles['summary']}>
            <Money amount={invoice.amount} currency={invoice.currency} />, issued {formatDay(invoice.issue_date)}. This
            cannot be undone.
          </p>
        </div>
        {remove.error === null ? null : (
          <div className="notice notice-danger" role="alert">
            <strong>{failureTitle(remove.error)}</strong>
            <p>{remove.error.message}</p>
            <FailureReference error={remove.error} />
          </div>
        )}
        <div className={styles['buttons']}>
          <button type="button" className="button" data-autofocus onClick={onClose}>
            Keep it
          </button>
          <SubmitButton write={remove} label="Delete invoice" danger />
        </div>
      </form>
    </Modal>
  );
}
