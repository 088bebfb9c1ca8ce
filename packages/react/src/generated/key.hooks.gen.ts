// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type * as api from '@thrivestack-revenue/core';
import type { ReadHookOptions, ReadResult, SuspenseReadHookOptions, SuspenseReadResult } from '../use-read.ts';
import { useRead, useSuspenseRead } from '../use-read.ts';
import { getKeyOptions } from './key.options.gen.ts';

/**
 * Reads `getKey`.
 *
 * Describe the key that asks. Self-hosted server only.
 */
export function useGetKey<TData = api.Key>(
  options?: ReadHookOptions<api.Key, TData>,
): ReadResult<TData> {
  return useRead((client) => getKeyOptions(client), options);
}

/**
 * Reads `getKey`, and suspends until it is there.
 *
 * Describe the key that asks. Self-hosted server only.
 */
export function useSuspenseGetKey<TData = api.Key>(
  options?: SuspenseReadHookOptions<api.Key, TData>,
): SuspenseReadResult<TData> {
  return useSuspenseRead((client) => getKeyOptions(client), options);
}
