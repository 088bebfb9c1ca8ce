import type { QueryClient } from '@tanstack/react-query';
import type { RevenueMutationKey } from '../keys.ts';
import type { Optimistic } from '../write-options.ts';
import { type Begin, openLog } from './log.ts';
import type { OptimisticResource, Row } from './resource.ts';

/**
 * Makes what write hooks take as `optimistic`.
 *
 * @param resources What the contract says, by the resource's name in keys.
 */
export function optimisticWrites(resources: Readonly<Record<string, OptimisticResource>>): Optimistic {
  const logs = new WeakMap<QueryClient, Record<string, Begin>>();
  return (queryClient: QueryClient, key: RevenueMutationKey, body: object) => {
    const [, , name, method] = key;
    const resource = resources[name];
    const write = resource?.writes[method];
    if (!resource || !write) return () => {};
    const open = logs.get(queryClient) ?? {};
    logs.set(queryClient, open);
    const scope = key.slice(0, 3);
    const id = String(scope);
    open[id] ??= openLog(queryClient, scope, resource, () => delete open[id]);
    return open[id](write, body as Row);
  };
}
