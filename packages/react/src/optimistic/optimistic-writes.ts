import type { QueryClient } from '@tanstack/react-query';
import type { RevenueMutationKey } from '../keys.ts';
import type { Optimistic } from '../write-options.ts';
import { Log } from './log.ts';
import type { OptimisticResource, Row } from './resource.ts';

/**
 * Makes what write hooks take as `optimistic`.
 *
 * @param resources What the contract says, by the resource's name in keys.
 */
export function optimisticWrites(resources: Readonly<Record<string, OptimisticResource>>): Optimistic {
  const logs = new WeakMap<QueryClient, Map<string, Log>>();
  return (queryClient: QueryClient, key: RevenueMutationKey, body: object) => {
    const [root, clientId, name, method] = key;
    const resource = resources[name];
    const kind = resource?.writes[method];
    if (!resource || !kind) return () => {};
    const open = logs.get(queryClient) ?? new Map<string, Log>();
    logs.set(queryClient, open);
    const scope = [root, clientId, name];
    const id = JSON.stringify(scope);
    const log = open.get(id) ?? new Log(queryClient, scope, resource, () => open.delete(id));
    open.set(id, log);
    return log.begin(kind, body as Row);
  };
}
