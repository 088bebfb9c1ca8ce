import type { JSX } from 'react';
import styles from './message.module.css';

export default function NotFound(): JSX.Element {
  return (
    <main className={styles['page']}>
      <h1>There is no such page</h1>
      <p>The address may have been mistyped.</p>
      <p>
        <a href="/invoices">Go to the invoices</a>
      </p>
    </main>
  );
}
