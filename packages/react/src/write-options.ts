import type { MutationFunction, MutationFunctionContext, QueryClient, UseMutationOptions } from '@tanstack/react-query';
import type { CallOptions, Client, RevenueError } from '@thrivestack-revenue/core';
import { type RevenueMutationKey, revenueKey } from './keys.ts';
import { callNoting } from './waits.ts';

/** What is kept with a mutation from `mutate` on, through a reload too. */
export interface WriteContext {
  /** Makes the write happen once, however often it is sent. */
  readonly idempotencyKey: string;
}

/** What `useMutation` and `setMutationDefaults` take for one write. */
export interface WriteOptions<TData, TBody> extends UseMutationOptions<TData, RevenueError, TBody, WriteContext> {
  mutationKey: RevenueMutationKey;
  mutationFn: MutationFunction<TData, TBody>;
  onMutate: (body: TBody, context: MutationFunctionContext) => WriteContext;
}

// The cache hands one context object to `onMutate` and `mutationFn` of the same mutation.
const made = new WeakMap<MutationFunctionContext, WriteContext>();

/**
 * Makes the options of one write.
 *
 * @param resources What the write makes stale.
 */
export function writeOptions<TBody, TData>(
  client: Client,
  key: RevenueMutationKey,
  resources: readonly string[],
  send: (body: TBody, call: CallOptions) => Promise<TData>,
): WriteOptions<TData, TBody> {
  return {
    mutationKey: key,
    mutationFn: async (body, context) => {
      const write = made.get(context) ?? restored(context, body);
      let stale = true;
      try {
        return await callNoting(write, false, { idempotencyKey: write?.idempotencyKey }, (call) => send(body, call));
      } catch (error) {
        // A write of unknown outcome may have been done.
        stale = (error as Partial<RevenueError>).ambiguous === true;
        throw error;
      } finally {
        if (stale) invalidate(context.client, client, resources);
      }
    },
    onMutate: (_body, context) => {
      const write = { idempotencyKey: randomKey() };
      made.set(context, write);
      return write;
    },
    retry: false,
  };
}

/** Finds what was kept with a write that was under way when the page was left. */
function restored(context: MutationFunctionContext, body: unknown): WriteContext | undefined {
  const mutations = context.client.getMutationCache().getAll();
  // By identity: what is restored from JSON is nobody else's.
  const mine = mutations.find(({ state }) => state.variables === body);
  return mine?.state.context as WriteContext | undefined;
}

// Here and not in `onSuccess`, so that a component's own `onSuccess` does not replace it. Nobody
// waits for the reads: the write is done.
function invalidate(queryClient: QueryClient, client: Client, resources: readonly string[]): void {
  void queryClient.invalidateQueries({
    queryKey: revenueKey(client),
    predicate: ({ queryKey }) => resources.includes(queryKey[2] as string),
  });
}

function randomKey(): string {
  // Not `randomUUID`: pages without TLS do not have it.
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
