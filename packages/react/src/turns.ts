import type { Client } from '@thrivestack-revenue/core';

// By the client, whose API keeps the rows, and by resource and id.
const last = new WeakMap<Client, Map<string, Promise<unknown>>>();

/**
 * Sends the writes of one row one after another, in the order of the calls.
 *
 * A create, the update after it and the delete after that would overtake each other otherwise.
 */
export function inTurn<TData>(client: Client, row: string, send: () => Promise<TData>): Promise<TData> {
  const rows = last.get(client) ?? new Map<string, Promise<unknown>>();
  last.set(client, rows);
  const before = rows.get(row);
  const sent = before ? before.then(send, send) : send();
  rows.set(row, sent);
  const leave = (): unknown => rows.get(row) === sent && rows.delete(row);
  sent.then(leave, leave);
  return sent;
}
