import { useQueryClient } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import { memo, type ReactNode, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createScope, type Shown } from './scope.ts';
import { ClientContext } from './use-revenue-client.ts';

/** What `RevenueProvider` takes. */
export interface RevenueProviderProps {
  /** Make it once, outside rendering: another object stands for another person. */
  readonly client: Client;
  readonly children?: ReactNode;
}

// React 18 warns of layout effects on the server, where neither kind runs.
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Gives the hooks below it a client.
 *
 * Needs a `QueryClientProvider` above it. When `client` becomes another object, the queries and
 * mutations of the one before are removed and everything below starts anew, so that nothing of
 * another person is painted: no row, no placeholder, no state of a component.
 */
export function RevenueProvider({ client, children }: RevenueProviderProps): ReactNode {
  const queryClient = useQueryClient();
  const [scope] = useState(() => createScope(queryClient, client));
  const shown = useSyncExternalStore(scope.subscribe, scope.read, scope.read);
  useBeforePaint(() => scope.claim(queryClient, client), [scope, queryClient, client]);
  return (
    <Held shown={shown} held={shown.client !== client}>
      {children}
    </Held>
  );
}

interface HeldProps {
  readonly shown: Shown;
  readonly held: boolean;
  readonly children: ReactNode;
}

// Between a new client and the removal of the old one's rows nothing below renders: what is on
// screen stays as it is, and the removal comes before the next paint.
const Held = /* @__PURE__ */ memo(
  ({ shown: { client, turn }, children }: HeldProps): ReactNode =>
    client && (
      <ClientContext.Provider key={turn} value={client}>
        {children}
      </ClientContext.Provider>
    ),
  (_before, next) => next.held,
);
