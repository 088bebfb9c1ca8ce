// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '@thrivestack-revenue/core';
import type * as api from '@thrivestack-revenue/core';
import { getKeyOptions } from './key.options.gen.ts';

/**
 * Fills the cache with `getKey`; a failure is left to the hook. Await it.
 *
 * Describe the key that asks. Self-hosted server only.
 */
export function prefetchGetKey(queryClient: QueryClient, client: Client): Promise<void> {
  return queryClient.prefetchQuery(getKeyOptions(client));
}

/**
 * Reads `getKey` from the cache, or else from the API.
 *
 * Describe the key that asks. Self-hosted server only.
 */
export function ensureGetKey(queryClient: QueryClient, client: Client): Promise<api.Key> {
  return queryClient.ensureQueryData(getKeyOptions(client));
}
