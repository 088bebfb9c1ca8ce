import type { MutationFunction, MutationFunctionContext, QueryClient, UseMutationOptions } from '@tanstack/react-query';
import type { CallOptions, Client, RevenueError } from '@thrivestack-revenue/core';
import type { RevenueMutationKey } from './keys.ts';
import { beginWrite } from './under-way.ts';
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

/** What the contract says of one kind of write. */
export interface WriteKind {
  /** Field of the body that names the row. */
  readonly id: string;
  /** Resources that the write makes stale. */
  readonly stale: readonly string[];
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

/** A write from `mutate` on. */
interface Called {
  readonly write: WriteContext;
  readonly settle: ((done: boolean) => void) | undefined;
}

// The cache hands one context object to `onMutate` and `mutationFn` of the same mutation.
const called = new WeakMap<MutationFunctionContext, Called>();

/** Makes the options of one write. */
export function writeOptions<TBody extends object, TData>(
  client: Client,
  key: RevenueMutationKey,
  { id, stale }: WriteKind,
  optimistic: Optimistic | undefined,
  send: (body: TBody, call: CallOptions) => Promise<TData>,
): WriteOptions<TData, TBody> {
  return {
    mutationKey: key,
    mutationFn: async (body, context) => {
      const { client: queryClient } = context;
      const before = called.get(context);
      const write = before ? before.write : restored(queryClient, body);
      const settle = before ? before.settle : optimistic?.(queryClient, key, body);
      const { turn, end } = beginWrite(queryClient, client, `${key[2]} ${body[id as keyof TBody]}`, stale);
      // Here and not in `onSuccess`, so that a component's own `onSuccess` does not replace it.
      const finish = (done: boolean, changed: boolean): void => {
        settle?.(done);
        end(changed);
      };
      try {
        await turn;
        const call = { idempotencyKey: write?.idempotencyKey };
        const data = await callNoting(write, false, call, (options) => send(body, options));
        finish(true, true);
        return data;
      } catch (error) {
        // A write of unknown outcome may have been done; one from before a reload is in what was kept.
        finish(false, !before || (error as Partial<RevenueError>).ambiguous === true);
        throw error;
      }
    },
    onMutate: (body, context) => {
      // Not `randomUUID`: pages without TLS do not have it.
      const write = { idempotencyKey: crypto.getRandomValues(new Uint32Array(4)).join('-') };
      called.set(context, { write, settle: optimistic?.(context.client, key, body) });
      return write;
    },
    retry: false,
  };
}

/** Finds what was kept with a write that was under way when the page was left. */
function restored(queryClient: QueryClient, body: unknown): WriteContext | undefined {
  // By identity: what is restored from JSON is nobody else's.
  const mine = queryClient.getMutationCache().find({ predicate: ({ state }) => state.variables === body });
  return mine?.state.context as WriteContext | undefined;
}
