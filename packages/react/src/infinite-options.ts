import {
  type DataTag,
  type InfiniteData,
  type SkipToken,
  skipToken,
  type UndefinedInitialDataInfiniteOptions,
  type UnusedSkipTokenInfiniteOptions,
} from '@tanstack/react-query';
import type { CallOptions, RevenueError } from '@thrivestack-revenue/core';
import type { RevenueKey } from './keys.ts';
import { isSkipped, readPolicy, runRead } from './read-options.ts';

type Tagged<TPage, TCursor> = {
  queryKey: DataTag<RevenueKey, InfiniteData<TPage, TCursor>, RevenueError>;
};

/** What `useInfiniteQuery`, `prefetchInfiniteQuery` and the like take for one list. */
export type InfiniteReadOptions<TPage, TCursor> = UnusedSkipTokenInfiniteOptions<
  TPage,
  RevenueError,
  InfiniteData<TPage, TCursor>,
  RevenueKey,
  TCursor
> &
  Tagged<TPage, TCursor>;

/** The same for a list that may be skipped; not for suspense. */
export type SkippableInfiniteReadOptions<TPage, TCursor> = UndefinedInitialDataInfiniteOptions<
  TPage,
  RevenueError,
  InfiniteData<TPage, TCursor>,
  RevenueKey,
  TCursor
> &
  Tagged<TPage, TCursor>;

/** Makes the options of a list that grows page by page; a `null` cursor is the first page. */
export function infiniteReadOptions<TArgs, TPage, TCursor>(
  key: RevenueKey,
  args: TArgs | SkipToken,
  send: (args: TArgs, cursor: TCursor | null, call: CallOptions) => Promise<TPage>,
  next: (page: TPage) => TCursor | null | undefined,
): SkippableInfiniteReadOptions<TPage, TCursor | null> {
  return {
    queryKey: key as Tagged<TPage, TCursor | null>['queryKey'],
    queryFn: isSkipped(args)
      ? skipToken
      : (context) => runRead(context, (call) => send(args, context.pageParam as TCursor | null, call)),
    // `null` and not `undefined`: it is the same after JSON.
    initialPageParam: null,
    getNextPageParam: next,
    ...readPolicy,
  };
}
