// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { Client } from '@thrivestack-revenue/core';
import type * as api from '@thrivestack-revenue/core';
import { getKey } from '@thrivestack-revenue/core/functions';
import type { ReadOptions, SkippableReadOptions } from '../read-options.ts';
import { readOptions } from '../read-options.ts';

/**
 * Makes the options of `getKey` for useQuery, prefetchQuery and the like.
 *
 * Describe the key that asks. Self-hosted server only.
 */
export function getKeyOptions(client: Client): ReadOptions<api.Key>;
export function getKeyOptions(client: Client): SkippableReadOptions<api.Key> {
  return readOptions(client, "key", "get", {}, (client, _args, call) => getKey(client, call));
}
