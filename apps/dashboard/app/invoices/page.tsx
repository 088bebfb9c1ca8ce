import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { JSX } from 'react';
import { currentSession } from '../../session/current.ts';
import { sessionDigest } from '../../session/seal.ts';
import { sessionKeys } from '../../session/secret.ts';
import { parseTheme, THEME_COOKIE } from '../../ui/theme.ts';
import { InvoicesScreen } from './invoices-screen.tsx';
import { Providers } from './providers.tsx';
import { TopBar } from './top-bar.tsx';

export const metadata: Metadata = { title: 'Invoices' };

export default async function InvoicesPage(): Promise<JSX.Element> {
  const session = await currentSession();
  if (session === undefined) redirect('/sign-in');
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  // Of the key only its public kind goes to the page.
  const environment = /^ts_(test|live)_/.exec(session.apiKey)?.[1];
  return (
    <>
      <TopBar theme={theme} environment={environment} />
      <Providers clientId={sessionDigest(session, sessionKeys())}>
        <InvoicesScreen />
      </Providers>
    </>
  );
}
