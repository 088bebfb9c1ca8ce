import type {
  DataTag,
  InfiniteData,
  SkipToken,
  UndefinedInitialDataInfiniteOptions,
  UnusedSkipTokenInfiniteOptions,
} from '@tanstack/react-query';
import type { CallOptions, Client, RevenueError } from '@thrivestack-revenue/core';
import type { RevenueKey } from './keys.ts';
import { readOptions } from './read-options.ts';

type Tagged<TPage> = {
  queryKey: DataTag<RevenueKey, InfiniteData<TPage, PageCursor>, RevenueError>;
};

/** What `useInfiniteQuery`, `prefetchInfiniteQuery` and the like take for one list. */
export type InfiniteReadOptions<TPage> = UnusedSkipTokenInfiniteOptions<
  TPage,
  RevenueError,
  InfiniteData<TPage, PageCursor>,
  RevenueKey,
  PageCursor
> &
  Tagged<TPage>;

/** The same for a list that may be skipped; not for suspense. */
export type SkippableInfiniteReadOptions<TPage> = UndefinedInitialDataInfiniteOptions<
  TPage,
  RevenueError,
  InfiniteData<TPage, PageCursor>,
  RevenueKey,
  PageCursor
> &
  Tagged<TPage>;

/** Where a page starts: the text that the page before gave, `null` for the first. */
export type PageCursor = string | null;

/** The contract's names of what joins pages. */
export interface PageNames {
  /** Parameter that continues a list. */
  readonly cursor: string;
  /** Field of a page with the cursor of the next. */
  readonly next: string;
  /** Field of a page that says whether there is a next. */
  readonly more: string;
}

/**
 * Makes the options of a list that grows page by page.
 *
 * @param send Asks for one page; the second argument is what the query gains on the way to it.
 */
export function infiniteReadOptions<TArgs, TPage extends object>(
  client: Client,
  resource: string,
  operation: string,
  args: TArgs | SkipToken,
  names: PageNames,
  send: (client: Client, args: TArgs, page: Readonly<Record<string, string>>, call: CallOptions) => Promise<TPage>,
): SkippableInfiniteReadOptions<TPage> {
  const options: unknown = readOptions<TArgs, TPage>(
    client,
    resource,
    operation,
    args,
    (_client, given, call, context) => {
      const cursor = context.pageParam as PageCursor;
      return send(client, given, cursor === null ? {} : { [names.cursor]: cursor }, call);
    },
  );
  return {
    ...(options as SkippableInfiniteReadOptions<TPage>),
    // `null` and not `undefined`: it is the same after JSON.
    initialPageParam: null,
    getNextPageParam: (page) => nextCursor(page, names),
  };
}

// The names are data, so the compiler cannot know the fields; a page may lack either.
export function nextCursor(page: object, { next, more }: Pick<PageNames, 'next' | 'more'>): PageCursor {
  const fields = page as Readonly<Record<string, unknown>>;
  const cursor = fields[next];
  return fields[more] !== false && typeof cursor === 'string' ? cursor : null;
}
