import type { JSX } from 'react';
import { IconSignOut, Mark } from '../../ui/icons.tsx';
import type { Theme } from '../../ui/theme.ts';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import styles from './top-bar.module.css';

interface Props {
  readonly theme: Theme;
  readonly environment: string | undefined;
}

export function TopBar({ theme, environment }: Props): JSX.Element {
  return (
    <header className={styles['bar']}>
      <a className={styles['skip']} href="#invoices">
        Skip to the invoices
      </a>
      <div className={styles['inner']}>
        <a className={styles['brand']} href="/invoices">
          <Mark />
          <span>Revenue</span>
        </a>
        <nav className={styles['nav']} aria-label="Sections">
          <a href="/invoices" aria-current="page">
            Invoices
          </a>
        </nav>
        <div className={styles['end']}>
          {environment === undefined ? null : (
            <span className={`badge ${environment === 'live' ? 'badge-accent' : ''}`}>
              {environment === 'live' ? 'Live data' : 'Test data'}
            </span>
          )}
          <ThemeToggle initial={theme} />
          <form method="post" action="/sign-out">
            <button type="submit" className="button button-quiet" aria-label="Sign out" title="Sign out">
              <IconSignOut />
              <span className={styles['out']}>Sign out</span>
            </button>
          </form>
        </div>
      </div>
    </header>
  );
}
