import type { Invoice } from '@thrivestack-revenue/core';
import type { JSX } from 'react';
import { sumExactly } from '../../money/decimal.ts';
import styles from './list-summary.module.css';
import { Money } from './money.tsx';

const SHOWN_CURRENCIES = 5;

interface Props {
  readonly rows: readonly Invoice[] | undefined;
  readonly more: boolean;
}

/** Says how many invoices are on the page and what they sum to, each currency by itself. */
export function ListSummary({ rows, more }: Props): JSX.Element {
  if (rows === undefined || rows.length === 0) {
    return <p className={styles['summary']}>{rows === undefined ? ' ' : 'Nothing to show'}</p>;
  }
  const totals = totalsByCurrency(rows);
  const hidden = totals.length - SHOWN_CURRENCIES;
  return (
    <div className={styles['summary']}>
      <span>
        {rows.length} {rows.length === 1 ? 'invoice' : 'invoices'}
        {more ? ' loaded' : ''}
      </span>
      {totals.slice(0, SHOWN_CURRENCIES).map(({ currency, total }) => (
        <span key={currency} className={styles['total']}>
          <Money amount={total} currency={currency} />
        </span>
      ))}
      {hidden > 0 ? (
        <span>
          and {hidden} more {hidden === 1 ? 'currency' : 'currencies'}
        </span>
      ) : null}
    </div>
  );
}

/** Sums amounts per currency, the currency with the most invoices first. */
export function totalsByCurrency(rows: readonly Invoice[]): { currency: string; total: string }[] {
  const groups = Map.groupBy(rows, (row) => row.currency);
  return [...groups]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([currency, group]) => ({ currency, total: sumExactly(group.map((row) => row.amount)) }));
}
