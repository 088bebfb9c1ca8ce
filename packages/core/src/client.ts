import { findKey } from '#transport';
import { originOf, pageOrigin } from './base-url.ts';
import type { Call, ResultWithResponse } from './call.ts';
import { checkKey } from './check.ts';
import { defaultBaseUrl } from './generated/contract.gen.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { performer } from './perform.ts';
import { refuse } from './refuse.ts';

/** A way to the API: where it is, who asks, and how often it is tried. */
export interface Client {
  /** Tells clients apart in caches. */
  readonly id: string;
  /** Where the API is, without a slash at the end. */
  readonly baseUrl: string;
  /** Sends one operation; the generated functions call this, and it rejects with a `RevenueError`. */
  request<T>(operation: Operation, input: OperationInput, options?: CallOptions): Call<T>;
}

interface Globals {
  readonly process?: { readonly versions?: { readonly node?: string } };
  readonly window?: unknown;
  readonly document?: unknown;
}

/**
 * Makes a client without resources, for the standalone functions.
 *
 * @throws RevenueError when an option is wrong, no key is found, or a browser would hold it.
 */
export function createClient(options: ClientOptions = {}): Client {
  const { baseUrl: given = defaultBaseUrl } = options;
  const origin = originOf(given);
  const baseUrl = given.replace(/\/+$/, '');
  // A page's own origin has its own way to know who asks; a key lying about is not for it.
  const apiKey = options.apiKey ?? (origin && origin !== pageOrigin() ? findKey(refuse) : undefined);
  if (apiKey !== undefined) {
    const here = globalThis as Globals;
    // Tests in jsdom have a window, and run in Node all the same.
    if (here.window && here.document && !here.process?.versions?.node && !options.dangerouslyAllowBrowser)
      refuse('key_in_browser', 'use createProxy or dangerouslyAllowBrowser');
    if (typeof apiKey !== 'function') checkKey(apiKey);
  }
  const perform = performer(options, origin, baseUrl, apiKey);
  return {
    id: options.id ?? 'default',
    baseUrl,
    request<T>(operation: Operation, input: OperationInput, callOptions?: CallOptions): Call<T> {
      // The operation says which type its body has; the contract's word is taken for it.
      const result = perform(operation, input, callOptions) as Promise<ResultWithResponse<T>>;
      const call = result.then(({ data }) => data);
      const withResponse = (): Promise<ResultWithResponse<T>> => {
        // Who takes the response has `result` to catch; the bare promise would be reported as forgotten.
        call.catch(() => {});
        return result;
      };
      return Object.assign(call, { withResponse });
    },
  };
}
