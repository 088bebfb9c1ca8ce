'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createClient } from '@thrivestack-revenue/core';
import { RevenueProvider } from '@thrivestack-revenue/react';
import { type JSX, type ReactNode, useEffect, useState } from 'react';

export function Providers({ children }: { readonly children: ReactNode }): JSX.Element {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } }));
  const [client] = useState(() => createClient({ baseUrl: '/api', id: 'page' }));
  // For the tests, which look at what the browser has cached.
  useEffect(() => void Reflect.set(window, 'queryClient', queryClient), [queryClient]);
  return (
    <QueryClientProvider client={queryClient}>
      <RevenueProvider client={client}>{children}</RevenueProvider>
    </QueryClientProvider>
  );
}
