'use client';

import { createContext, type JSX, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { IconCheck, IconClose } from './icons.tsx';
import styles from './toasts.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 6000;
const ToastContext = createContext<(text: string) => void>(() => {});

/** Returns the function that tells the person that something is done. */
export function useToast(): (text: string) => void {
  return use(ToastContext);
}

/** Shows short messages at the edge of the page, and reads them to screen readers. */
export function Toasts({ children }: { children: ReactNode }): JSX.Element {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const counter = useRef(0);

  const close = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (text: string) => {
      counter.current += 1;
      const id = counter.current;
      setToasts((shown) => [...shown.slice(-2), { id, text }]);
      setTimeout(() => close(id), SHOWN_MS);
    },
    [close],
  );

  return (
    <ToastContext value={show}>
      {children}
      <div className={styles['region']} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={styles['toast']}>
            <span className={styles['mark']}>
              <IconCheck />
            </span>
            <span className={styles['text']}>{toast.text}</span>
            <button
              type="button"
              className="button button-quiet button-icon button-small"
              aria-label="Close this message"
              onClick={() => close(toast.id)}
            >
              <IconClose />
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
