// What the client entry exports beside the contract's own names; the generated entry repeats it.
export type { InfiniteReadOptions, PageCursor, SkippableInfiniteReadOptions } from './infinite-options.ts';
export { type RevenueKey, type RevenueMutationKey, revenueKey } from './keys.ts';
export type { ReadOptions, SkippableReadOptions } from './read-options.ts';
export { RevenueProvider, type RevenueProviderProps } from './revenue-provider.tsx';
export type {
  InfiniteReadHookOptions,
  InfiniteReadResult,
  ReadHookOptions,
  ReadResult,
  SuspenseInfiniteReadHookOptions,
  SuspenseInfiniteReadResult,
  SuspenseReadHookOptions,
  SuspenseReadResult,
  WithClient,
} from './use-read.ts';
export type { WithRetryAt } from './use-retry-at.ts';
export { useRevenueClient } from './use-revenue-client.ts';
export type { WriteHookOptions, WriteResult } from './use-write.ts';
export type { Optimistic, WithOptimistic, WriteContext, WriteOptions } from './write-options.ts';
