import type { MutationFunction, MutationFunctionContext, UseMutationOptions } from '@tanstack/react-query';
import type { CallOptions, Client, RevenueError } from '@thrivestack-revenue/core';
import type { RevenueMutationKey } from './keys.ts';
import { beginWrite } from './stale.ts';
import { inTurn } from './turns.ts';
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

// The cache hands one context object to `onMutate` and `mutationFn` of the same mutation.
const made = new WeakMap<MutationFunctionContext, WriteContext>();

/** Makes the options of one write. */
export function writeOptions<TBody extends object, TData>(
  client: Client,
  key: RevenueMutationKey,
  { id, stale }: WriteKind,
  send: (body: TBody, call: CallOptions) => Promise<TData>,
): WriteOptions<TData, TBody> {
  return {
    mutationKey: key,
    mutationFn: async (body, context) => {
      const write = made.get(context) ?? restored(context, body);
      const end = beginWrite(context.client, client, stale);
      let changed = true;
      try {
        const row = `${key[2]} ${body[id as keyof TBody]}`;
        return await inTurn(client, row, () =>
          callNoting(write, false, { idempotencyKey: write?.idempotencyKey }, (call) => send(body, call)),
        );
      } catch (error) {
        // A write of unknown outcome may have been done.
        changed = (error as Partial<RevenueError>).ambiguous === true;
        throw error;
      } finally {
        // Here and not in `onSuccess`, so that a component's own `onSuccess` does not replace it.
        end(changed);
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

function randomKey(): string {
  // Not `randomUUID`: pages without TLS do not have it.
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
