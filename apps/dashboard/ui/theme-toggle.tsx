'use client';

import { type JSX, useState } from 'react';
import { IconMoon, IconSun, IconSystem } from './icons.tsx';
import { nextTheme, type Theme, themeCookie } from './theme.ts';

const LOOKS = {
  system: { name: 'as the system', icon: IconSystem },
  light: { name: 'light', icon: IconSun },
  dark: { name: 'dark', icon: IconMoon },
} as const;

/** Goes round the themes and keeps the choice in a cookie. */
export function ThemeToggle({ initial }: { initial: Theme }): JSX.Element {
  const [theme, setTheme] = useState(initial);
  const { name, icon: Icon } = LOOKS[theme];
  const following = nextTheme(theme);

  const change = () => {
    document.documentElement.dataset['theme'] = following;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = themeCookie(following);
    setTheme(following);
  };

  const label = `Theme: ${name}. Change to ${LOOKS[following].name}`;
  return (
    <button type="button" className="button button-quiet button-icon" onClick={change} aria-label={label} title={label}>
      <Icon />
    </button>
  );
}
