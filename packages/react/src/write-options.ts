import type { MutationFunction, MutationFunctionContext, QueryClient, UseMutationOptions } from '@tanstack/react-query';
import type { CallOptions, Client, RevenueError } from '@thrivestack-revenue/core';
import { keyOf, type RevenueMutationKey } from './keys.ts';
import { readAgain } from './read-again.ts';
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

/**
 * Shows a write in what is cached, before its answer is there: `optimistic` of the entry `./optimistic`.
 *
 * The function returned is called when the write is done or has failed.
 */
export type Optimistic = (queryClient: QueryClient, key: RevenueMutationKey, body: object) => (done: boolean) => void;

/** What every write takes beside the options of TanStack Query. */
export interface WithOptimistic {
  /** The `optimistic` of the entry `./optimistic`; default: what the write changes is seen when it is done. */
  readonly optimistic?: Optimistic;
}

/** One write between its sending and its answer. */
interface Write {
  readonly queryClient: QueryClient;
  /** Resource and id. */
  readonly row: string;
  /** What it makes stale when it is done. */
  readonly resources: readonly string[];
  /** What is stale by now, made so by writes that ended before it. */
  readonly stale: Set<string>;
  readonly answer: Promise<unknown>;
}

// By client: of another one, which is another person, nothing is waited for.
const underWay = new WeakMap<Client, Set<Write>>();

// From `mutate` on: the cache hands one context object to `onMutate` and `mutationFn` of the same mutation.
const begun = new WeakMap<MutationFunctionContext, () => Promise<unknown>>();

/**
 * Makes the options of one write.
 *
 * The writes of one row are sent in the order of the calls. What writes make stale is read again
 * once, after the last of those under way.
 * @param id Field of the body that names the row.
 * @param resources What the write makes stale.
 */
export function writeOptions<TBody extends object, TData>(
  client: Client,
  resource: string,
  operation: string,
  id: keyof TBody,
  resources: readonly string[],
  send: (client: Client, body: TBody, call: CallOptions) => Promise<TData>,
  options?: WithOptimistic,
): WriteOptions<TData, TBody> {
  const mutationKey: RevenueMutationKey = keyOf(client, resource, operation);

  /** Shows the write; the function returned sends it when it is its turn. */
  const begin = (queryClient: QueryClient, body: TBody, fresh?: WriteContext) => {
    // After a reload: found by identity, since what is restored from JSON is nobody else's.
    const kept = (): unknown =>
      queryClient.getMutationCache().find({ predicate: (mutation) => mutation.state.variables === body })?.state
        .context;
    const context = fresh ?? (kept() as WriteContext | undefined);
    const settle = options?.optimistic?.(queryClient, mutationKey, body);
    return (): Promise<TData> => {
      const writes = underWay.get(client) ?? new Set();
      underWay.set(client, writes);
      const row = `${resource} ${body[id]}`;
      const before = [...writes].filter((other) => other.row === row).at(-1)?.answer;
      const request = (): Promise<TData> => callNoting(context, (call) => send(client, body, call), context);
      const answer = Promise.resolve(before).then(request, request);
      const stale = new Set<string>();
      const write: Write = { queryClient, row, resources, stale, answer };
      writes.add(write);
      const end = (error?: unknown): void => {
        settle?.(!error);
        writes.delete(write);
        for (const name of resources) {
          // A write of unknown outcome may have been done; one from before a reload is in what was kept.
          if (error && fresh && !(error as Partial<RevenueError>).ambiguous && !stale.has(name)) continue;
          const heir = [...writes].find((other) => other.queryClient === queryClient && other.resources.includes(name));
          if (!heir?.stale.add(name)) readAgain(queryClient, { queryKey: keyOf(client, name) });
        }
      };
      // Here and not in `onSuccess`, so that a component's own `onSuccess` does not replace it.
      answer.then(() => end(), end);
      return answer;
    };
  };
  return {
    mutationKey,
    mutationFn: (body, context) => {
      const send = begun.get(context) as (() => Promise<TData>) | undefined;
      return (send ?? begin(context.client, body))();
    },
    onMutate: (body, context) => {
      // Not `randomUUID`: pages without TLS do not have it.
      const write = { idempotencyKey: crypto.getRandomValues(new Uint32Array(4)).join('-') };
      begun.set(context, begin(context.client, body, write));
      return write;
    },
    retry: false,
  };
}
