'use client';

import type { Invoice, RevenueError } from '@thrivestack-revenue/core';
import { type JSX, useEffect, useRef } from 'react';
import { FailureReference, failureTitle } from '../../ui/failure.tsx';
import { useCountdown } from '../../ui/use-countdown.ts';
import type { Draft, FieldErrors } from './draft.ts';
import { splitFailure } from './field-errors.ts';
import { CurrencyField, MomentField, TextField } from './form-fields.tsx';
import styles from './invoice-drawer.module.css';

interface Write {
  readonly isPending: boolean;
  readonly isPaused: boolean;
  readonly error: RevenueError | null;
  readonly retryAt: number | undefined;
}

interface Props {
  readonly draft: Draft;
  /** The invoice being edited; absent for a new one. */
  readonly stored?: Invoice;
  readonly errors: FieldErrors;
  readonly write: Write;
  readonly submitLabel: string;
  readonly onDraft: (draft: Draft) => void;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly onDelete?: () => void;
}

/** The fields of an invoice, with what is wrong at each. */
export function InvoiceForm(props: Props): JSX.Element {
  const { draft, stored, write, onDraft } = props;
  const form = useRef<HTMLFormElement>(null);
  const failure = write.error === null ? undefined : splitFailure(write.error);
  const errors = { ...failure?.fields, ...props.errors };
  const set = (part: Partial<Draft>) => onDraft({ ...draft, ...part });

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [props.errors, write.error]);

  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <div className={styles['body']}>
        {write.error === null ? null : <WriteFailure error={write.error} remains={failure?.remains} />}
        <TextField
          name="invoice_id"
          value={draft.invoice_id}
          error={errors['invoice_id']}
          fixed={stored !== undefined}
          first={stored === undefined}
          placeholder="inv_123"
          onValue={(invoice_id) => set({ invoice_id })}
        />
        <TextField
          name="customer_id"
          value={draft.customer_id}
          error={errors['customer_id']}
          fixed={stored !== undefined}
          placeholder="cust_123"
          onValue={(customer_id) => set({ customer_id })}
        />
        <TextField
          name="group_id"
          value={draft.group_id}
          error={errors['group_id']}
          fixed={stored !== undefined}
          placeholder="group_123"
          hint={stored === undefined ? 'Exactly as your product sends it, capital letters included.' : undefined}
          onValue={(group_id) => set({ group_id })}
        />
        <div className={styles['pair']}>
          <TextField
            name="amount"
            value={draft.amount}
            error={errors['amount']}
            money
            first={stored !== undefined}
            placeholder="0.00"
            onValue={(amount) => set({ amount })}
          />
          <CurrencyField value={draft.currency} error={errors['currency']} onValue={(currency) => set({ currency })} />
        </div>
        <MomentField
          name="issue_date"
          day={draft.issueDay}
          time={draft.issueTime}
          error={errors['issue_date']}
          onValue={(issueDay, issueTime) => set({ issueDay, issueTime })}
        />
        <MomentField
          name="due_date"
          optional
          day={draft.dueDay}
          time={draft.dueTime}
          error={errors['due_date']}
          onValue={(dueDay, dueTime) => set({ dueDay, dueTime })}
        />
      </div>
      <footer className={styles['foot']}>
        {props.onDelete === undefined ? null : (
          <button type="button" className="button button-quiet button-quiet-danger" onClick={props.onDelete}>
            Delete
          </button>
        )}
        <div className={styles['end']}>
          <button type="button" className="button" onClick={props.onCancel}>
            Cancel
          </button>
          <SubmitButton write={write} label={props.submitLabel} />
        </div>
      </footer>
    </form>
  );
}

function WriteFailure({ error, remains }: { error: RevenueError; remains: string | undefined }): JSX.Element {
  return (
    <div className="notice notice-danger" role="alert">
      <strong>{failureTitle(error)}</strong>
      <p>{remains ?? 'See what is said at the fields.'}</p>
      {error.ambiguous ? <p>It may have been stored all the same. Sending it again is safe.</p> : null}
      <FailureReference error={error} />
    </div>
  );
}

/** Sends the form; while the API asks to wait it counts down instead. */
export function SubmitButton(props: { write: Write; label: string; danger?: boolean }): JSX.Element {
  const { write, label, danger } = props;
  const seconds = useCountdown(write.retryAt);
  const busy = write.isPending && seconds === 0;
  const text = seconds > 0 ? `Wait ${seconds} s` : write.isPaused ? 'Waiting for the network' : label;
  return (
    <button
      type="submit"
      className={`button ${danger ? 'button-danger' : 'button-primary'}`}
      disabled={write.isPending || seconds > 0}
    >
      {busy ? <span className="spinner" /> : null}
      {text}
    </button>
  );
}
