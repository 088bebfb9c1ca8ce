'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo, useSyncExternalStore } from 'react';
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
  const initial = useSearchParams().toString();
  // The browser's address and not Next's copy of it: that one follows in a transition, and a switch that is
  // pressed would jump back until then.
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => initial,
  );
  return useMemo(() => {
    const params = new URLSearchParams(search);
    return { state: readState(params), panel: readPanel(params), change, clearFilters, show };
  }, [search]);
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

function write(how: 'pushState' | 'replaceState', address: string): void {
  window.history[how](null, '', address);
  for (const listener of listeners) listener();
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
  write('replaceState', panelAddress(state, readPanel(params)));
}

function clearFilters(): void {
  const { sort, order } = readState(current());
  change({ ...INITIAL, sort, order });
}

function show(panel: Panel): void {
  const address = panelAddress(readState(current()), panel);
  write(panel.kind === 'none' ? 'replaceState' : 'pushState', address);
}
