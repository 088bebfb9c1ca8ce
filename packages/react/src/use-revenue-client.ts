import type { Client } from '@thrivestack-revenue/core';
import { createContext, useContext } from 'react';

/** Holds the client of the nearest `RevenueProvider`. */
export const ClientContext = /* @__PURE__ */ createContext<Client | undefined>(undefined);

/**
 * Reads the client of the nearest `RevenueProvider`.
 *
 * @param given Is returned instead, where there is one.
 * @throws Error when there is neither.
 */
export function useRevenueClient(given?: Client): Client {
  const provided = useContext(ClientContext);
  const client = given ?? provided;
  if (!client) throw new Error('No RevenueProvider above, no client.');
  return client;
}
