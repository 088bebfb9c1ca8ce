export type Theme = 'system' | 'light' | 'dark';

/** Readable by scripts on purpose: it holds a taste, and the server paints by it. */
export const THEME_COOKIE = 'revenue-theme';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Reads the theme; whatever is unknown follows the system. */
export function parseTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system';
}

/** The theme that comes after one in the toggle's round. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
}

/** The text to assign to `document.cookie`. */
export function themeCookie(theme: Theme): string {
  return `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
