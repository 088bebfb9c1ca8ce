import type { Invoice } from '@thrivestack-revenue/core';
import type { JSX, ReactNode } from 'react';
import { IconDown, IconUp } from '../../ui/icons.tsx';
import { InvoiceRow, SkeletonRow } from './invoice-row.tsx';
import styles from './invoice-table.module.css';
import type { ListState, Sort } from './list-state.ts';

export interface InvoiceTableProps {
  /** undefined while the first page is on its way. */
  readonly rows: readonly Invoice[] | undefined;
  readonly state: ListState;
  readonly now: number;
  /** True while rows of the list before are shown. */
  readonly dimmed: boolean;
  /** Id of the invoice that was saved last. */
  readonly touched: string | undefined;
  readonly onSort: (sort: Sort, order: ListState['order']) => void;
  readonly onOpen: (invoice: Invoice) => void;
  readonly onDelete: (invoice: Invoice) => void;
}

const SKELETONS = Array.from({ length: 10 }, (_, index) => index);

export function InvoiceTable(props: InvoiceTableProps): JSX.Element {
  const { rows, state, onSort } = props;
  const busy = rows === undefined || props.dimmed;
  const heading = (sort: Sort, name: string, className: string | undefined, blocked?: string) => (
    <SortHeading sort={sort} state={state} className={className} blocked={blocked} onSort={onSort}>
      {name}
    </SortHeading>
  );
  return (
    <div className={styles['card']} data-dimmed={props.dimmed || undefined}>
      <table className={styles['table']} aria-busy={busy}>
        <caption className="visually-hidden">Invoices. Days are in UTC.</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['id']}>
              Invoice
            </th>
            <th scope="col">Customer, group</th>
            {heading('issue_date', 'Issued', styles['day'])}
            {heading('due_date', 'Due', styles['due'])}
            {heading('created_at', 'Added', `${styles['day']} ${styles['added']}`)}
            {heading(
              'amount',
              'Amount',
              styles['amount'],
              state.currency === '' ? 'Choose a currency first' : undefined,
            )}
            <th scope="col" className={styles['actions']}>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows === undefined
            ? SKELETONS.map((index) => <SkeletonRow key={index} index={index} />)
            : rows.map((row) => <InvoiceRow key={row.invoice_id} invoice={row} {...props} />)}
        </tbody>
      </table>
      {rows === undefined ? (
        <p className="visually-hidden" role="status">
          Loading invoices
        </p>
      ) : null}
    </div>
  );
}

interface SortHeadingProps {
  readonly sort: Sort;
  readonly state: ListState;
  readonly className: string | undefined;
  /** Why this order is not to be had now. */
  readonly blocked: string | undefined;
  readonly onSort: InvoiceTableProps['onSort'];
  readonly children: ReactNode;
}

function SortHeading({ sort, state, className, blocked, onSort, children }: SortHeadingProps): JSX.Element {
  const active = state.sort === sort;
  const descending = state.order === 'desc';
  const sorted = active ? (descending ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" className={className} aria-sort={sorted}>
      <button
        type="button"
        className={styles['sort']}
        aria-disabled={blocked !== undefined || undefined}
        title={blocked}
        onClick={() => blocked === undefined && onSort(sort, active && descending ? 'asc' : 'desc')}
      >
        {children}
        <span className={styles['arrow']} data-active={active || undefined}>
          {active && !descending ? <IconUp /> : <IconDown />}
        </span>
      </button>
    </th>
  );
}
