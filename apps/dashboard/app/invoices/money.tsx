import type { JSX } from 'react';
import { currencyName, formatMoney } from '../../money/format.ts';
import styles from './money.module.css';

interface Props {
  /** A JSON number, or the decimal text of a sum. */
  readonly amount: number | string;
  readonly currency: string;
}

/** An amount: digits of one width, the currency's code small beside them. */
export function Money({ amount, currency }: Props): JSX.Element {
  const money = formatMoney(amount, currency);
  return (
    <span className={styles['money']} title={`${money.number} ${currencyName(currency)}`}>
      {money.number} <span className={styles['currency']}>{money.currency}</span>
    </span>
  );
}
