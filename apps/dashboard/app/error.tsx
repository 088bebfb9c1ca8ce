'use client';

import type { JSX } from 'react';

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}): JSX.Element {
  return (
    <main className="message-page">
      <h1>This page failed</h1>
      <p>Nothing you stored is affected. Try again; if it fails again, reload the page.</p>
      {error.digest === undefined ? null : (
        <p>
          Error <span className="code">{error.digest}</span>
        </p>
      )}
      <p>
        <button type="button" className="button" onClick={reset}>
          Try again
        </button>
      </p>
    </main>
  );
}
