'use client';

import { type JSX, useState } from 'react';
import { DebouncedInput } from '../../ui/debounced-input.tsx';
import { IconFilter, IconSearch } from '../../ui/icons.tsx';
import styles from './filter-bar.module.css';
import { FilterChips } from './filter-chips.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { countFilters, type Due, type ListState, type Sort } from './list-state.ts';

export interface FilterBarProps {
  readonly state: ListState;
  readonly onChange: (part: Partial<ListState>) => void;
  readonly onClear: () => void;
}

const DUES: readonly { due: Due; name: string }[] = [
  { due: 'any', name: 'All' },
  { due: 'past', name: 'Past its due date' },
  { due: 'later', name: 'Due later' },
];

const ORDERS: readonly { sort: Sort; order: ListState['order']; name: string }[] = [
  { sort: 'created_at', order: 'desc', name: 'Added last' },
  { sort: 'created_at', order: 'asc', name: 'Added first' },
  { sort: 'issue_date', order: 'desc', name: 'Issued last' },
  { sort: 'issue_date', order: 'asc', name: 'Issued first' },
  { sort: 'due_date', order: 'desc', name: 'Due last' },
  { sort: 'due_date', order: 'asc', name: 'Due first' },
  { sort: 'amount', order: 'desc', name: 'Largest amount' },
  { sort: 'amount', order: 'asc', name: 'Smallest amount' },
];

/** Search, due state and, behind a button, the other filters. */
export function FilterBar(props: FilterBarProps): JSX.Element {
  const { state, onChange } = props;
  const [open, setOpen] = useState(false);
  // Search and due state are in plain sight: the number counts what is behind the button.
  const behind = countFilters({ ...state, q: '', due: 'any' });
  return (
    <search className={styles['bar']}>
      <div className={styles['row']}>
        <div className={styles['search']}>
          <IconSearch />
          <DebouncedInput
            className="input"
            type="search"
            aria-label="Search by the start of an invoice id"
            placeholder="Invoice id starts with…"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={state.q}
            onValue={(q) => onChange({ q })}
          />
        </div>
        <DueSwitch due={state.due} onChange={(due) => onChange({ due })} />
        <button
          type="button"
          className={`button ${styles['toggle']}`}
          aria-expanded={open}
          aria-controls="filters"
          onClick={() => setOpen(!open)}
        >
          <IconFilter />
          Filters
          {behind === 0 ? null : <span className={styles['count']}>{behind}</span>}
        </button>
        <OrderSelect state={state} onChange={onChange} />
      </div>
      <div id="filters" hidden={!open}>
        <FilterPanel {...props} />
      </div>
      <FilterChips {...props} />
    </search>
  );
}

function DueSwitch({ due, onChange }: { due: Due; onChange: (due: Due) => void }): JSX.Element {
  return (
    <fieldset className={styles['switch']}>
      <legend className="visually-hidden">Due date</legend>
      {DUES.map((choice) => (
        <label key={choice.due} className={styles['choice']}>
          <input type="radio" name="due" checked={due === choice.due} onChange={() => onChange(choice.due)} />
          <span className={styles['face']}>{choice.name}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Stands in for the table's headings where the table is a list of cards. */
function OrderSelect({ state, onChange }: Omit<FilterBarProps, 'onClear'>): JSX.Element {
  const value = ORDERS.findIndex(({ sort, order }) => sort === state.sort && order === state.order);
  return (
    <select
      className={`input ${styles['order']}`}
      aria-label="Order"
      value={value}
      onChange={(event) => {
        const { sort, order } = ORDERS[Number(event.target.value)] ?? state;
        onChange({ sort, order });
      }}
    >
      {ORDERS.map(({ sort, name }, index) => (
        <option key={name} value={index} disabled={sort === 'amount' && state.currency === ''}>
          {name}
        </option>
      ))}
    </select>
  );
}
