'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type Client, type ClientOptions, createClient } from '@thrivestack-revenue/core/functions';
import type { ReactElement, ReactNode } from 'react';
import { RevenueProvider } from './revenue-provider.tsx';

/** What stands around a component in a test. */
export interface RevenueWrapper {
  /** For `render(element, { wrapper })` and `renderHook(hook, { wrapper })`. */
  readonly wrapper: (props: { readonly children?: ReactNode }) => ReactElement;
  readonly client: Client;
  readonly queryClient: QueryClient;
}

/**
 * Makes a wrapper with a client and a cache of its own: nothing is left over from another test.
 *
 * @param options Those of `createClient`. Defaults: `baseUrl` `https://revenue.test`, any key, no
 *   retries, so that a failure is seen at once; `fetch` is the global one, for mocks of the network.
 *
 * @example
 * const { wrapper } = revenueWrapper({ fetch: async () => Response.json({ data: [], has_more: false }) });
 * render(<Screen />, { wrapper });
 */
export function revenueWrapper(options: ClientOptions = {}): RevenueWrapper {
  const client = createClient({
    baseUrl: 'https://revenue.test',
    apiKey: 'test',
    maxRetries: 0,
    dangerouslyAllowBrowser: true,
    ...options,
  });
  // Without a time at which it is dropped the cache starts no timer, which would keep a process alive.
  const forEver = { gcTime: Number.POSITIVE_INFINITY };
  const queryClient = new QueryClient({ defaultOptions: { queries: forEver, mutations: forEver } });
  const wrapper = ({ children }: { readonly children?: ReactNode }): ReactElement => (
    <QueryClientProvider client={queryClient}>
      <RevenueProvider client={client}>{children}</RevenueProvider>
    </QueryClientProvider>
  );
  return { wrapper, client, queryClient };
}
