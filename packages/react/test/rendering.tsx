import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { Client } from '@thrivestack-revenue/core';
import type { ReactElement, ReactNode } from 'react';
import { RevenueProvider } from '../src/generated/index.gen.ts';

/** A component on the screen, and the cache behind it. */
export interface Mounted {
  readonly queryClient: QueryClient;
  /** Renders again, with another client if one is given. */
  rerender(element: ReactNode, client?: Client): void;
  unmount(): void;
}

/** Renders an element with a cache and a client; for tests. */
export function mount(element: ReactNode, client: Client, queryClient: QueryClient = new QueryClient()): Mounted {
  const wrap = (inside: ReactNode, given: Client): ReactElement => (
    <QueryClientProvider client={queryClient}>
      <RevenueProvider client={given}>{inside}</RevenueProvider>
    </QueryClientProvider>
  );
  const { rerender, unmount } = render(wrap(element, client));
  return { queryClient, unmount, rerender: (next, given = client) => rerender(wrap(next, given)) };
}
