import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import { revenueKey } from './keys.ts';

// Whose rows a query client holds, by client id. Remembered beyond the provider: signing out often
// unmounts it, and the next person's client has the same id.
const owners = new WeakMap<QueryClient, Map<string, Client>>();

/** What one provider shows. */
export interface Shown {
  /** Undefined until another client's rows are removed. */
  readonly client: Client | undefined;
  /** Counts the clients shown, for a React key. */
  readonly turn: number;
}

/** One provider's place in the cache. */
export interface Scope {
  read(): Shown;
  /** Calls back when another client is shown. */
  subscribe(listener: () => void): () => void;
  /** Removes what other clients left, and shows this one. */
  claim(queryClient: QueryClient, client: Client): void;
}

/** Makes the place of one provider. */
export function createScope(queryClient: QueryClient, first: Client): Scope {
  const foreign = (owners.get(queryClient)?.get(first.id) ?? first) !== first;
  let shown: Shown = { client: foreign ? undefined : first, turn: 0 };
  let listener: (() => void) | undefined;
  return {
    read: () => shown,
    subscribe(given) {
      listener = given;
      return () => {
        listener = undefined;
      };
    },
    claim(queryClient, client) {
      const clients = owners.get(queryClient) ?? new Map<string, Client>();
      for (const left of [clients.get(client.id), shown.client]) {
        if (left && left !== client) removeScope(queryClient, left);
      }
      owners.set(queryClient, clients.set(client.id, client));
      if (shown.client === client) return;
      shown = { client, turn: shown.turn + 1 };
      listener?.();
    },
  };
}

/** Removes everything that is cached under a client's id; its reads under way are cancelled. */
function removeScope(queryClient: QueryClient, client: Client): void {
  const key = revenueKey(client);
  queryClient.removeQueries({ queryKey: key });
  const mutations = queryClient.getMutationCache();
  for (const mutation of mutations.findAll({ mutationKey: key })) mutations.remove(mutation);
}
