import type { Metadata } from 'next';
import type { JSX, ReactNode } from 'react';
import { Providers } from './providers.tsx';

// An empty icon, so that no browser asks for one.
export const metadata: Metadata = { title: 'Invoices', icons: { icon: 'data:,' } };

export default function Layout({ children }: { readonly children: ReactNode }): JSX.Element {
  return (
    <html lang="en">
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
