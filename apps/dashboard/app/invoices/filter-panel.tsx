'use client';

import { type JSX, useId } from 'react';
import { DebouncedInput } from '../../ui/debounced-input.tsx';
import styles from './filter-bar.module.css';
import type { FilterBarProps } from './filter-bar.tsx';
import type { ListState } from './list-state.ts';

type TextFilter = 'customer' | 'group' | 'currency' | 'from' | 'to' | 'min' | 'max';

/** The filters that take a value; ids are compared exactly by the API. */
export function FilterPanel({ state, onChange }: FilterBarProps): JSX.Element {
  const field = (name: TextFilter, label: string, more: FieldLook = {}) => (
    <FilterField name={name} label={label} state={state} onChange={onChange} {...more} />
  );
  const noCurrency = state.currency === '';
  const money = {
    inputMode: 'decimal',
    disabled: noCurrency,
    placeholder: noCurrency ? 'Needs a currency' : undefined,
  } as const;
  return (
    <div className={styles['panel']}>
      {field('customer', 'Customer', { placeholder: 'Whole id' })}
      {field('group', 'Group', { placeholder: 'Whole id' })}
      {field('from', 'Issued from', { type: 'date' })}
      {field('to', 'Issued to', { type: 'date' })}
      {field('currency', 'Currency', { placeholder: 'USD', maxLength: 3 })}
      {field('min', 'Amount from', money)}
      {field('max', 'Amount to', money)}
    </div>
  );
}

interface FieldLook {
  readonly type?: 'date';
  readonly inputMode?: 'decimal';
  readonly disabled?: boolean;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number;
}

interface FieldProps extends FieldLook {
  readonly name: TextFilter;
  readonly label: string;
  readonly state: ListState;
  readonly onChange: FilterBarProps['onChange'];
}

function FilterField({ name, label, state, onChange, type, ...look }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <DebouncedInput
        className={`input ${name === 'currency' ? styles['upper'] : ''}`}
        id={id}
        type={type ?? 'text'}
        autoComplete="off"
        autoCapitalize={name === 'currency' ? 'characters' : 'none'}
        spellCheck={false}
        value={state[name]}
        onValue={(value) => onChange({ [name]: value })}
        {...look}
      />
    </div>
  );
}
