'use client';

import { type JSX, type ReactNode, useId } from 'react';
import { currencyName } from '../../money/format.ts';
import { type Field, LABELS } from './field-errors.ts';
import styles from './invoice-drawer.module.css';

interface FrameProps {
  readonly id: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly error: string | undefined;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

function Frame({ id, label, note, error, hint, children }: FrameProps): JSX.Element {
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
        {note === undefined ? null : <span className="label-note">{note}</span>}
      </label>
      {children}
      {error === undefined ? null : (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint === undefined || error !== undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

function described(id: string, error: string | undefined, hint?: string): string | undefined {
  if (error !== undefined) return `${id}-error`;
  return hint === undefined ? undefined : `${id}-hint`;
}

interface TextFieldProps {
  readonly name: Field;
  readonly value: string;
  readonly error: string | undefined;
  readonly onValue: (value: string) => void;
  /** It cannot be changed any more. */
  readonly fixed?: boolean;
  /** It has the focus when the form opens. */
  readonly first?: boolean;
  readonly money?: boolean;
  readonly placeholder?: string;
  readonly hint?: string | undefined;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { name, value, error, onValue, fixed, first, money, placeholder, hint } = props;
  const id = useId();
  return (
    <Frame id={id} label={LABELS[name]} note={fixed ? 'Cannot change' : undefined} error={error} hint={hint}>
      <input
        className={`input ${money ? 'input-money' : ''}`}
        id={id}
        name={name}
        value={value}
        readOnly={fixed}
        data-autofocus={first || undefined}
        inputMode={money ? 'decimal' : undefined}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={described(id, error, hint)}
        onChange={(event) => onValue(event.target.value)}
      />
    </Frame>
  );
}

const CODES = Intl.supportedValuesOf('currency');

/** A code to type, with all that `Intl` knows to choose from; the API has the last word. */
export function CurrencyField(props: Pick<TextFieldProps, 'value' | 'error' | 'onValue'>): JSX.Element {
  const { value, error, onValue } = props;
  const id = useId();
  return (
    <Frame id={id} label={LABELS.currency} error={error}>
      <input
        className="input"
        id={id}
        name="currency"
        list={`${id}-codes`}
        value={value}
        maxLength={3}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={described(id, error)}
        onChange={(event) => onValue(event.target.value.toUpperCase())}
      />
      <datalist id={`${id}-codes`}>
        {CODES.map((code) => (
          <option key={code} value={code} label={currencyName(code)} />
        ))}
      </datalist>
    </Frame>
  );
}

interface MomentFieldProps {
  readonly name: 'issue_date' | 'due_date';
  readonly day: string;
  readonly time: string;
  readonly error: string | undefined;
  readonly optional?: boolean;
  readonly onValue: (day: string, time: string) => void;
}

/** A day and a time in UTC, as the wire has it: the same for every reader. */
export function MomentField({ name, day, time, error, optional, onValue }: MomentFieldProps): JSX.Element {
  const id = useId();
  const label = LABELS[name];
  const shared = { 'aria-invalid': error !== undefined || undefined, 'aria-describedby': described(id, error) };
  return (
    <Frame id={id} label={label} note={optional ? 'Optional, UTC' : 'UTC'} error={error}>
      <div className={styles['moment']}>
        <input
          {...shared}
          className="input"
          id={id}
          name={name}
          type="date"
          value={day}
          min="1970-01-01"
          max="9999-12-31"
          onChange={(event) => onValue(event.target.value, event.target.value === '' ? '' : time)}
        />
        <input
          {...shared}
          className="input"
          type="time"
          step="any"
          value={time}
          aria-label={`${label}, time of day`}
          onChange={(event) => onValue(day, event.target.value)}
        />
      </div>
    </Frame>
  );
}
