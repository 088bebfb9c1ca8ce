import type { JSX } from 'react';

export default function NotFound(): JSX.Element {
  return (
    <main className="message-page">
      <h1>There is no such page</h1>
      <p>The address may have been mistyped.</p>
      <p>
        <a href="/invoices">Go to the invoices</a>
      </p>
    </main>
  );
}
