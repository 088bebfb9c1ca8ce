'use client';

import { type JSX, useEffect, useState } from 'react';
import styles from './sign-in.module.css';

/** A plain form, so that it works before and without scripts; they add only the busy state. */
export function SignInForm({ failed }: { failed: boolean }): JSX.Element {
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    // A page that comes back from the browser's back-forward cache is not busy any more.
    const shown = (event: PageTransitionEvent) => event.persisted && setBusy(false);
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, []);

  return (
    <form method="post" action="/sign-in/submit" className={styles['form']} onSubmit={() => setBusy(true)}>
      <div className="field">
        <label className="label" htmlFor="key">
          API key
        </label>
        <input
          className="input code"
          id="key"
          name="key"
          type="password"
          required
          maxLength={600}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="ts_test_…"
          aria-invalid={failed || undefined}
          aria-describedby={failed ? 'reason' : undefined}
        />
      </div>
      <button type="submit" className="button button-primary" aria-disabled={busy}>
        {busy ? <span className="spinner" /> : null}
        {busy ? 'Checking the key' : 'Sign in'}
      </button>
    </form>
  );
}
