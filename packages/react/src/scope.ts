import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import { revenueKey } from './keys.ts';

// Whose rows a query client holds, by client id. Remembered beyond the provider: signing out often
// unmounts it, and the next person's client has the same id.
const owners = new WeakMap<QueryClient, Map<string, Client>>();

/** One provider's hold on its client's place in the cache. */
export interface Scope {
  /** Tells whether another client's rows lie where this client's belong. */
  isHeld(queryClient: QueryClient, client: Client): boolean;
  /** Removes what other clients left, and ends the hold. */
  claim(queryClient: QueryClient, client: Client): void;
  /** Calls back when a hold ends; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** Makes the hold of one provider. */
export function createScope(): Scope {
  const listeners = new Set<() => void>();
  let shown: Client | undefined;
  const isHeld = (queryClient: QueryClient, client: Client): boolean =>
    // What is shown stays shown, even when a second provider takes the same id.
    client !== shown && isForeign(queryClient, client);
  return {
    isHeld,
    claim(queryClient, client) {
      const held = isHeld(queryClient, client);
      if (shown && shown.id !== client.id) removeScope(queryClient, shown);
      if (isForeign(queryClient, client)) removeScope(queryClient, client);
      owners.set(queryClient, (owners.get(queryClient) ?? new Map<string, Client>()).set(client.id, client));
      shown = client;
      if (held) for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isForeign(queryClient: QueryClient, client: Client): boolean {
  const owner = owners.get(queryClient)?.get(client.id);
  return owner !== undefined && owner !== client;
}

/** Removes everything that is cached under a client's id; its reads under way are cancelled. */
function removeScope(queryClient: QueryClient, client: Client): void {
  const key = revenueKey(client);
  queryClient.removeQueries({ queryKey: key });
  const mutations = queryClient.getMutationCache();
  for (const mutation of mutations.findAll({ mutationKey: key })) mutations.remove(mutation);
}
