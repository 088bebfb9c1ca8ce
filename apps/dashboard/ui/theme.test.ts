import { expect, test } from 'vitest';
import { nextTheme, parseTheme, themeCookie } from './theme.ts';

test('parseTheme follows the system unless it knows better', () => {
  expect([undefined, '', 'dark', 'light', '"><script>'].map(parseTheme)).toEqual([
    'system',
    'system',
    'dark',
    'light',
    'system',
  ]);
});

test('nextTheme goes round', () => {
  expect(nextTheme('system')).toBe('light');
  expect(nextTheme('light')).toBe('dark');
  expect(nextTheme('dark')).toBe('system');
});

test('themeCookie is for the whole site', () => {
  expect(themeCookie('dark')).toBe('revenue-theme=dark; Path=/; Max-Age=31536000; SameSite=Lax');
});
