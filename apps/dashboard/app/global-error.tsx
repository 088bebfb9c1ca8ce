'use client';

import type { JSX } from 'react';
import PageError from './error.tsx';
import './globals.css';
import './controls.css';

/** Stands in when the layout itself fails; Next's own has inline styles, which the policy refuses. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }): JSX.Element {
  return (
    <html lang="en">
      <body>
        <PageError {...props} />
      </body>
    </html>
  );
}
