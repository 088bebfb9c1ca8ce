// What the server entry exports beside the contract's own names: nothing that holds a context.
export type { InfiniteReadOptions, PageCursor, SkippableInfiniteReadOptions } from './infinite-options.ts';
export { type RevenueKey, type RevenueMutationKey, revenueKey } from './keys.ts';
export type { ReadOptions, SkippableReadOptions } from './read-options.ts';
export type { Optimistic, WithOptimistic, WriteContext, WriteOptions } from './write-options.ts';
