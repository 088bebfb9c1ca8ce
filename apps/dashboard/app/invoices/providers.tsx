'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createClient, isAuthenticationError } from '@thrivestack-revenue/core';
import { RevenueProvider } from '@thrivestack-revenue/react';
import { type JSX, type ReactNode, useEffect, useMemo, useState } from 'react';
import { Toasts } from '../../ui/toasts.tsx';

/** Leads to the sign-in page once the session or its key is worth nothing; the proxy has ended the cookie. */
function leaveWhenRefused(error: unknown): void {
  if (!isAuthenticationError(error)) return;
  window.location.replace(`/sign-in?reason=${error.code === 'not_signed_in' ? 'ended' : 'refused'}`);
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenRefused }),
    mutationCache: new MutationCache({ onError: leaveWhenRefused }),
    defaultOptions: { queries: { staleTime: 10_000 } },
  });
}

interface Props {
  /** Digest of the session: another sign-in has another cache. */
  readonly clientId: string;
  readonly children: ReactNode;
}

export function Providers({ clientId, children }: Props): JSX.Element {
  const [queryClient] = useState(makeQueryClient);
  const client = useMemo(() => createClient({ baseUrl: '/api', id: clientId }), [clientId]);

  useEffect(() => {
    // A page out of the back-forward cache may belong to somebody who has signed out since.
    const shown = (event: PageTransitionEvent) => event.persisted && window.location.reload();
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, []);

  return (
    <QueryClientProvider client={queryClient}>
      <RevenueProvider client={client}>
        <Toasts>{children}</Toasts>
      </RevenueProvider>
    </QueryClientProvider>
  );
}
