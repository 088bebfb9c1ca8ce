import type { JSX } from 'react';
import { formatDay } from '../../dates/format.ts';
import { IconClose } from '../../ui/icons.tsx';
import styles from './filter-bar.module.css';
import type { FilterBarProps } from './filter-bar.tsx';
import { FILTERS, INITIAL, type ListState } from './list-state.ts';

const NAMES: Record<(typeof FILTERS)[number], string> = {
  q: 'Id starts with',
  customer: 'Customer',
  group: 'Group',
  currency: 'Currency',
  from: 'Issued from',
  to: 'Issued to',
  due: '',
  min: 'Amount from',
  max: 'Amount to',
};

/** What the list is narrowed by, each with a way to take it off. */
export function FilterChips({ state, onChange, onClear }: FilterBarProps): JSX.Element | null {
  const set = FILTERS.filter((name) => state[name] !== INITIAL[name]);
  if (set.length === 0) return null;
  return (
    <ul className={styles['chips']} aria-label="Filters in use">
      {set.map((name) => {
        const text = describe(name, state);
        return (
          <li key={name}>
            <button
              type="button"
              className={styles['chip']}
              aria-label={`Remove the filter ${text}`}
              onClick={() => onChange({ [name]: INITIAL[name] })}
            >
              <span className={styles['label']}>{text}</span>
              <IconClose />
            </button>
          </li>
        );
      })}
      {set.length > 1 ? (
        <li>
          <button type="button" className="button button-quiet button-small" onClick={onClear}>
            Clear all
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function describe(name: (typeof FILTERS)[number], state: ListState): string {
  if (name === 'due') return state.due === 'past' ? 'Past its due date' : 'Due later';
  const value = name === 'from' || name === 'to' ? formatDay(`${state[name]}T00:00:00Z`) : state[name];
  return `${NAMES[name]} ${value}`;
}
