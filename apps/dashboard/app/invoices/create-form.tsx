'use client';

import type { CreateInvoice } from '@thrivestack-revenue/core';
import { createInvoiceValidator } from '@thrivestack-revenue/core/validators';
import { useCreateInvoice } from '@thrivestack-revenue/react';
import { type JSX, useState } from 'react';
import { useToast } from '../../ui/toasts.tsx';
import { emptyDraft, type FieldErrors, toCreate } from './draft.ts';
import { issuesByField } from './field-errors.ts';
import { InvoiceForm } from './invoice-form.tsx';

export interface FormProps {
  /** Hears whether the form holds something that would be lost. */
  readonly onDirty: (dirty: boolean) => void;
  readonly onSaved: (id: string) => void;
  /** Asked by Cancel. */
  readonly onClose: () => void;
  /** Called when the work is done. */
  readonly onDone: () => void;
}

export function CreateForm({ onDirty, onSaved, onClose, onDone }: FormProps): JSX.Element {
  const [draft, setDraft] = useState(() => emptyDraft(Date.now()));
  const [errors, setErrors] = useState<FieldErrors>({});
  const create = useCreateInvoice();
  const toast = useToast();

  const submit = () => {
    const converted = toCreate(draft);
    const checked = createInvoiceValidator.check(converted.ok ? converted.body : converted.rest);
    const found = { ...issuesByField(checked.issues), ...(converted.ok ? {} : converted.errors) };
    setErrors(found);
    create.reset();
    if (!converted.ok || Object.keys(found).length > 0) return;
    create.mutate(converted.body as CreateInvoice, {
      onSuccess: ({ invoice_id }) => {
        toast(`Invoice ${invoice_id} is stored.`);
        onSaved(invoice_id);
        onDone();
      },
    });
  };

  return (
    <InvoiceForm
      draft={draft}
      errors={errors}
      write={create}
      submitLabel="Add invoice"
      onDraft={(next) => {
        setDraft(next);
        onDirty(true);
      }}
      onSubmit={submit}
      onCancel={onClose}
    />
  );
}
