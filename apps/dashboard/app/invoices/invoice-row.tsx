import type { Invoice } from '@thrivestack-revenue/core';
import type { JSX, MouseEvent } from 'react';
import { formatDay, isPast } from '../../dates/format.ts';
import { IconPencil, IconTrash } from '../../ui/icons.tsx';
import styles from './invoice-table.module.css';
import type { InvoiceTableProps } from './invoice-table.tsx';
import { Money } from './money.tsx';
import { panelAddress } from './use-list-address.ts';

type Props = Pick<InvoiceTableProps, 'state' | 'now' | 'touched' | 'onOpen' | 'onDelete'> & {
  readonly invoice: Invoice;
};

export function InvoiceRow({ invoice, state, now, touched, onOpen, onDelete }: Props): JSX.Element {
  const id = invoice.invoice_id;
  const open = (event: MouseEvent) => {
    // With a modifier the browser opens the address in a tab of its own.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(invoice);
  };
  return (
    <tr data-touched={id === touched || undefined}>
      <th scope="row" className={styles['id']}>
        <a href={panelAddress(state, { kind: 'edit', id })} onClick={open} title={id}>
          {id}
        </a>
      </th>
      <td className={styles['customer']}>
        <span className={styles['line']} title={`Customer ${invoice.customer_id}`}>
          {invoice.customer_id}
        </span>
        <span className={`${styles['line']} ${styles['second']}`} title={`Group ${invoice.group_id}`}>
          {invoice.group_id}
        </span>
      </td>
      <td className={styles['day']} data-label="Issued">
        <Day instant={invoice.issue_date} />
      </td>
      <td className={styles['due']} data-label="Due">
        {invoice.due_date === null ? (
          <span className={styles['none']}>No due date</span>
        ) : (
          <Day instant={invoice.due_date} />
        )}
        {isPast(invoice.due_date, now) ? <span className={styles['past']}>Past its due date</span> : null}
      </td>
      <td className={`${styles['day']} ${styles['added']}`}>
        <Day instant={invoice.created_at} />
      </td>
      <td className={styles['amount']}>
        <Money amount={invoice.amount} currency={invoice.currency} />
      </td>
      <td className={styles['actions']}>
        <RowButton label={`Edit ${id}`} onClick={() => onOpen(invoice)}>
          <IconPencil />
        </RowButton>
        <RowButton label={`Delete ${id}`} onClick={() => onDelete(invoice)}>
          <IconTrash />
        </RowButton>
      </td>
    </tr>
  );
}

function RowButton(props: { label: string; onClick: () => void; children: JSX.Element }): JSX.Element {
  const { label, onClick, children } = props;
  const className = 'button button-quiet button-icon button-small';
  return (
    <button type="button" className={className} aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

function Day({ instant }: { instant: string }): JSX.Element {
  return (
    <time dateTime={instant} title={instant}>
      {formatDay(instant)}
    </time>
  );
}

const CELLS = ['id', 'customer', 'day', 'due', 'added', 'amount', 'actions'] as const;

export function SkeletonRow({ index }: { index: number }): JSX.Element {
  return (
    <tr className={styles['skeleton']} data-shade={index % 3}>
      {CELLS.map((cell) => (
        <td key={cell} className={`${styles[cell]} ${cell === 'added' ? styles['day'] : ''}`}>
          {cell === 'actions' ? null : <span className={styles['bone']} />}
        </td>
      ))}
    </tr>
  );
}
