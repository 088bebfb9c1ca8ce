'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { INITIAL, type ListState, readState, writeState } from './list-state.ts';

/** What is open over the list: nothing, an empty form, or one invoice. */
export type Panel = { kind: 'none' } | { kind: 'new' } | { kind: 'edit'; id: string };

export interface ListAddress {
  readonly state: ListState;
  readonly panel: Panel;
  /** Changes filters or order, in place: Back leaves the page rather than undoing every letter. */
  readonly change: (part: Partial<ListState>) => void;
  /** Removes the filters and keeps the order. */
  readonly clearFilters: () => void;
  /** Opens or closes the drawer; opening adds an entry to the history, so that Back closes it. */
  readonly show: (panel: Panel) => void;
}

/** Keeps the list's state in the page's address and nowhere else. */
export function useListAddress(): ListAddress {
  const params = useSearchParams();
  return useMemo(() => {
    const state = readState(params);
    return { state, panel: readPanel(params), change, clearFilters, show };
  }, [params]);
}

/** The address that opens a panel over the list as it is. */
export function panelAddress(state: ListState, panel: Panel): string {
  const params = new URLSearchParams(writeState(state));
  if (panel.kind === 'new') params.set('new', '');
  if (panel.kind === 'edit') params.set('edit', panel.id);
  const query = params.toString();
  return query === '' ? '/invoices' : `/invoices?${query}`;
}

function readPanel(params: { get(name: string): string | null }): Panel {
  const id = params.get('edit');
  if (id !== null && id !== '') return { kind: 'edit', id };
  return params.get('new') === null ? { kind: 'none' } : { kind: 'new' };
}

// These read the address itself and not what was last rendered: two changes in one moment both count.
function current(): URLSearchParams {
  return new URLSearchParams(window.location.search);
}

function change(part: Partial<ListState>): void {
  const params = current();
  const next = { ...readState(params), ...part };
  // Through `readState`, so that what a filter takes away with it (an amount without a currency) goes too.
  const state = readState(new URLSearchParams(writeState(next)));
  window.history.replaceState(null, '', panelAddress(state, readPanel(params)));
}

function clearFilters(): void {
  const { sort, order } = readState(current());
  change({ ...INITIAL, sort, order });
}

function show(panel: Panel): void {
  const address = panelAddress(readState(current()), panel);
  if (panel.kind === 'none') window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
}
