import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query';

/** Reads again what a write has made stale. Nobody waits for it: the write is done. */
export function readAgain(queryClient: QueryClient, filters: QueryFilters): void {
  const early = queryClient.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  invalidate(queryClient, filters);
  // What was asked before the write ended may be answered as of before: it is asked once more.
  for (const query of early) {
    const again = (): void => invalidate(queryClient, { predicate: (other: Query) => other === query });
    query.promise?.then(again, again);
  }
}

/** Joins the fetch that is under way, if there is one: it is never aborted. */
function invalidate(queryClient: QueryClient, filters: QueryFilters): void {
  void queryClient.invalidateQueries(filters, { cancelRefetch: false });
}
