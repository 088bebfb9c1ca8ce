import type { SkipToken } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';

/** Where the cache keeps a read: nothing that identifies a server or a person can enter. */
export type RevenueKey = readonly [
  root: 'thrivestack',
  clientId: string,
  resource: string,
  operation: string,
  args: unknown,
];

/** Where the cache keeps a kind of write. */
export type RevenueMutationKey = readonly [root: 'thrivestack', clientId: string, resource: string, operation: string];

/**
 * Makes a key of what follows root and client.
 *
 * A skipped read has a place of its own, so that it shows nobody else's rows. `skipToken` is the only
 * symbol among arguments; asked for by its type, it costs no import.
 */
export function keyOf<const TRest extends readonly unknown[]>(
  client: Pick<Client, 'id'>,
  ...rest: TRest
): readonly ['thrivestack', clientId: string, ...TRest] {
  const parts: readonly unknown[] = rest.map((part) => (typeof part === 'symbol' ? null : part));
  return ['thrivestack', client.id, ...(parts as TRest)];
}

/** Names everything that one client has cached. */
export function revenueKey(client: Pick<Client, 'id'>): readonly ['thrivestack', clientId: string] {
  return ['thrivestack', client.id];
}

/** Joins what a read of one row is asked for beside its id. */
export function rowArgs<TArgs>(id: string | SkipToken, args: TArgs): readonly [id: string, args: TArgs] | SkipToken {
  return typeof id === 'symbol' ? id : [id, args];
}
