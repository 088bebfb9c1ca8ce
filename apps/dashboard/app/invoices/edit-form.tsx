'use client';

import type { Invoice } from '@thrivestack-revenue/core';
import { updateInvoiceValidator } from '@thrivestack-revenue/core/validators';
import { useUpdateInvoice } from '@thrivestack-revenue/react';
import { type JSX, useState } from 'react';
import { useToast } from '../../ui/toasts.tsx';
import type { FormProps } from './create-form.tsx';
import { changesNothing, type Draft, draftOf, type FieldErrors, toUpdate } from './draft.ts';
import { issuesByField } from './field-errors.ts';
import { InvoiceForm } from './invoice-form.tsx';

type Props = FormProps & { readonly invoice: Invoice; readonly onDelete: () => void };

export function EditForm({ invoice, onDirty, onSaved, onClose, onDone, onDelete }: Props): JSX.Element {
  // What was read when the form opened: a later refresh must not change what "changed" means.
  const [stored] = useState(invoice);
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [errors, setErrors] = useState<FieldErrors>({});
  const update = useUpdateInvoice();
  const toast = useToast();

  const change = (next: Draft) => {
    setDraft(next);
    onDirty(JSON.stringify(next) !== JSON.stringify(draftOf(stored)));
  };
  const submit = () => {
    const converted = toUpdate(draft, stored);
    const checked = updateInvoiceValidator.check(converted.ok ? converted.body : converted.rest);
    const found = { ...issuesByField(checked.issues), ...(converted.ok ? {} : converted.errors) };
    setErrors(found);
    update.reset();
    if (!converted.ok || Object.keys(found).length > 0) return;
    if (changesNothing(converted.body)) return onDone();
    update.mutate(converted.body, {
      onSuccess: ({ invoice_id }) => {
        toast(`Invoice ${invoice_id} is changed.`);
        onSaved(invoice_id);
        onDone();
      },
    });
  };

  return (
    <InvoiceForm
      draft={draft}
      stored={stored}
      errors={errors}
      write={update}
      submitLabel="Save changes"
      onDraft={change}
      onSubmit={submit}
      onCancel={onClose}
      onDelete={onDelete}
    />
  );
}
