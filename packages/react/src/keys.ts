import { type SkipToken, skipToken } from '@tanstack/react-query';
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

/** Names everything that one client has cached. */
export function revenueKey(client: Pick<Client, 'id'>): readonly ['thrivestack', clientId: string] {
  return ['thrivestack', client.id];
}

/** Names everything that one client has cached of one resource. */
export function resourceKey(
  client: Pick<Client, 'id'>,
  resource: string,
): readonly ['thrivestack', clientId: string, resource: string] {
  return ['thrivestack', client.id, resource];
}

/** Names one read. A skipped one has a place of its own, so that it shows nobody else's rows. */
export function readKey(
  client: Pick<Client, 'id'>,
  resource: string,
  operation: string,
  args: object | string | SkipToken,
): RevenueKey {
  return ['thrivestack', client.id, resource, operation, args === skipToken ? null : args];
}

/** Names one read of one row that is asked for more than its id. */
export function rowReadKey(
  client: Pick<Client, 'id'>,
  resource: string,
  operation: string,
  id: string | SkipToken,
  args: object,
): RevenueKey {
  return readKey(client, resource, operation, id === skipToken ? id : [id, args]);
}

/** Names one kind of write. */
export function writeKey(client: Pick<Client, 'id'>, resource: string, operation: string): RevenueMutationKey {
  return ['thrivestack', client.id, resource, operation];
}
