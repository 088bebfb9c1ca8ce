'use client';

import { type ComponentProps, type JSX, useEffect, useEffectEvent, useState } from 'react';

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  readonly value: string;
  readonly onValue: (value: string) => void;
};

const PAUSE_MS = 250;

/** An input that tells its value when the person pauses, at Enter, and when it is left. */
export function DebouncedInput({ value, onValue, ...rest }: Props): JSX.Element {
  const [draft, setDraft] = useState({ text: value, from: value });
  // Another value from outside wins over what was being typed.
  if (draft.from !== value) setDraft({ text: value, from: value });
  const tell = useEffectEvent(onValue);

  useEffect(() => {
    if (draft.text === value) return undefined;
    const timer = setTimeout(() => tell(draft.text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft.text, value]);

  const tellNow = () => {
    if (draft.text !== value) onValue(draft.text);
  };
  return (
    <input
      {...rest}
      value={draft.text}
      onChange={(event) => setDraft({ text: event.target.value, from: value })}
      onBlur={tellNow}
      onKeyDown={(event) => {
        if (event.key === 'Enter') tellNow();
      }}
    />
  );
}
