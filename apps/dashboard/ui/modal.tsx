'use client';

import { type JSX, type MouseEvent, type ReactNode, useEffectEvent, useLayoutEffect, useRef } from 'react';

export interface ModalProps {
  readonly className: string | undefined;
  /** Id of the heading that names the dialog. */
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly alert?: boolean;
  /** Asked for by Esc and by a click outside; the owner decides and unmounts it. */
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}

/** Shows a native modal dialog while mounted: the browser holds the focus inside and gives it back afterwards. */
export function Modal({ className, labelledBy, describedBy, alert, onDismiss, children }: ModalProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  const dismiss = useEffectEvent(onDismiss);

  // A layout effect, because its end comes while the dialog is still in the page and can give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    const before = document.activeElement;
    // The browser closes a dialog on a second Esc whatever the page says: then it is shown again and the owner asked.
    const closed = () => {
      if (!dialog.isConnected) return;
      dialog.showModal();
      dismiss();
    };
    const cancelled = (event: Event) => {
      event.preventDefault();
      dismiss();
    };
    dialog.showModal();
    // The dialog's own choice is the first control, which is the one that closes it.
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    dialog.addEventListener('cancel', cancelled);
    dialog.addEventListener('close', closed);
    return () => {
      dialog.removeEventListener('cancel', cancelled);
      dialog.removeEventListener('close', closed);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  // Only a press that starts on the backdrop dismisses: dragging a selection out of a field does not.
  const pressed = (event: MouseEvent) => {
    if (event.target === ref.current) onDismiss();
  };

  return (
    <dialog
      ref={ref}
      className={className}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onMouseDown={pressed}
    >
      {children}
    </dialog>
  );
}
