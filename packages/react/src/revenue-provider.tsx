import { useQueryClient } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import {
  createContext,
  Fragment,
  memo,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { createScope } from './scope.ts';

const ClientContext = createContext<Client | null>(null);

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
  const [scope] = useState(createScope);
  const [shown, setShown] = useState({ client, generation: 0 });
  if (shown.client !== client) setShown({ client, generation: shown.generation + 1 });
  const held = useSyncExternalStore(
    scope.subscribe,
    () => scope.isHeld(queryClient, client),
    () => false,
  );
  useBeforePaint(() => scope.claim(queryClient, client), [scope, queryClient, client]);
  return (
    <Held held={held} generation={shown.generation} client={client}>
      {children}
    </Held>
  );
}

interface HeldProps extends RevenueProviderProps {
  readonly held: boolean;
  readonly generation: number;
}

// Between a new client and the removal of the old one's rows nothing below renders: what is on
// screen stays as it is, and the removal comes before the next paint.
const Held = memo(
  ({ held, generation, client, children }: HeldProps): ReactNode =>
    held ? null : (
      <ClientContext.Provider value={client}>
        <Fragment key={generation}>{children}</Fragment>
      </ClientContext.Provider>
    ),
  (_shown, next) => next.held,
);
Held.displayName = 'RevenueScope';

/**
 * Reads the client of the nearest `RevenueProvider`.
 *
 * @throws Error when there is none.
 */
export function useRevenueClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('No client: render <RevenueProvider client={createClient(…)}> above this component.');
  return client;
}
