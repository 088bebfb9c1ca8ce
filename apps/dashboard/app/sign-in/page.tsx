import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { JSX } from 'react';
import { currentSession } from '../../session/current.ts';
import { isFailure, parseReason, REASONS } from '../../session/reasons.ts';
import { Mark } from '../../ui/icons.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: Props): Promise<JSX.Element> {
  const reason = parseReason((await searchParams)['reason']);
  if (reason === undefined && (await currentSession()) !== undefined) redirect('/invoices');
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div className={styles['brand']}>
          <Mark />
          <span>Revenue</span>
        </div>
        <div className={styles['intro']}>
          <h1>Sign in</h1>
          <p>Use an API key with the revenue scope. It is checked once, then kept sealed: no page sees it again.</p>
        </div>
        {reason === undefined ? null : (
          <p
            className={`notice ${isFailure(reason) ? 'notice-danger' : ''}`}
            role={isFailure(reason) ? 'alert' : 'status'}
            id="reason"
          >
            {REASONS[reason]}
          </p>
        )}
        <SignInForm failed={reason !== undefined && isFailure(reason)} />
      </div>
      <p className={styles['small']}>Unofficial; not affiliated with ThriveStack.</p>
    </main>
  );
}
