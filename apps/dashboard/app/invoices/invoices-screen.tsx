'use client';

import type { Invoice } from '@thrivestack-revenue/core';
import { useInfiniteListInvoices } from '@thrivestack-revenue/react';
import { type JSX, useEffect, useRef, useState } from 'react';
import { IconPlus } from '../../ui/icons.tsx';
import { useOnline } from '../../ui/use-online.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { InvoiceDrawer } from './invoice-drawer.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import styles from './invoices-screen.module.css';
import { ListEnd } from './list-end.tsx';
import { EmptyList, FailedList, OfflineList, StaleNotice } from './list-messages.tsx';
import { countFilters, type ListState, toQuery } from './list-state.ts';
import { ListSummary } from './list-summary.tsx';
import { useListAddress } from './use-list-address.ts';

/** The invoices: list, filters, and the drawer and dialog that open over them. */
export function InvoicesScreen(): JSX.Element {
  const { state, panel, change, clearFilters, show } = useListAddress();
  // Fixed while a list is shown, or each render would ask for another list.
  const [now, setNow] = useState(() => Date.now());
  const [doomed, setDoomed] = useState<Invoice>();
  const [touched, setTouched] = useState<string>();
  const [deletions, setDeletions] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const online = useOnline();
  const list = useInfiniteListInvoices(toQuery(state, now), { placeholderData: (previous) => previous });

  // The row that had the focus is gone: the focus gets a place that stays.
  useEffect(() => {
    if (deletions > 0) heading.current?.focus();
  }, [deletions]);

  const rows = list.data?.pages.flatMap((page) => page.data);
  const changeState = (part: Partial<ListState>) => {
    if (part.due !== undefined) setNow(Date.now());
    change(part);
  };
  const deleted = () => {
    setDoomed(undefined);
    show({ kind: 'none' });
    setDeletions((count) => count + 1);
  };

  return (
    <main className={styles['page']} id="invoices">
      <div className={styles['head']}>
        <h1 ref={heading} tabIndex={-1}>
          Invoices
        </h1>
        <button type="button" className="button button-primary" onClick={() => show({ kind: 'new' })}>
          <IconPlus />
          New invoice
        </button>
        <ListSummary rows={rows} more={list.hasNextPage} />
      </div>
      <FilterBar state={state} onChange={changeState} onClear={clearFilters} />
      {rows === undefined ? null : (
        <StaleNotice
          online={online}
          error={list.isRefetchError ? list.error : null}
          retryAt={list.retryAt}
          onRetry={list.refetch}
        />
      )}
      {rows === undefined && list.isError ? (
        <FailedList error={list.error} retryAt={list.retryAt} busy={list.isFetching} onRetry={list.refetch} />
      ) : rows === undefined && list.fetchStatus === 'paused' ? (
        <OfflineList />
      ) : rows?.length === 0 && !list.isPlaceholderData ? (
        <EmptyList filtered={countFilters(state) > 0} onClear={clearFilters} onCreate={() => show({ kind: 'new' })} />
      ) : (
        <InvoiceTable
          rows={rows}
          state={state}
          now={now}
          dimmed={list.isPlaceholderData}
          touched={touched}
          onSort={(sort, order) => changeState({ sort, order })}
          onOpen={(invoice) => show({ kind: 'edit', id: invoice.invoice_id })}
          onDelete={setDoomed}
        />
      )}
      {rows === undefined || rows.length === 0 ? null : <ListEnd list={list} count={rows.length} />}
      {panel.kind === 'none' ? null : (
        <InvoiceDrawer
          key={panel.kind === 'edit' ? panel.id : ''}
          panel={panel}
          onSaved={setTouched}
          onClose={() => show({ kind: 'none' })}
          onDelete={setDoomed}
        />
      )}
      {doomed === undefined ? null : (
        <DeleteDialog invoice={doomed} onDeleted={deleted} onClose={() => setDoomed(undefined)} />
      )}
    </main>
  );
}
