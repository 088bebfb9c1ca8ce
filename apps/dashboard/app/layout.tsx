import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { JSX, ReactNode } from 'react';
import { parseTheme, THEME_COOKIE } from '../ui/theme.ts';
import './globals.css';
import './controls.css';

export const metadata: Metadata = {
  title: { default: 'Revenue', template: '%s · Revenue' },
  description: 'Invoices of the ThriveStack Revenue API. Unofficial; not affiliated with ThriveStack.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Sets the theme on the server, from its cookie: the first paint is right and no inline script is needed. */
export default async function RootLayout({ children }: { children: ReactNode }): Promise<JSX.Element> {
  // Reading cookies also makes every page dynamic, which a nonce per request needs.
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
