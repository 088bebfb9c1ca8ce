import { createTransport } from '#transport';
import { findKey } from './api-key.ts';
import { checkBaseUrl } from './base-url.ts';
import type { Call, ResultWithResponse } from './call.ts';
import { userAgent } from './generated/version.gen.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { perform } from './perform.ts';
import { addHeaders } from './request.ts';
import { FULL_BUDGET } from './retry-budget.ts';
import type { Setup } from './under-way.ts';

/** A way to the API: where it is, who asks, and how often it is tried. */
export interface Client {
  /** Tells clients apart in caches. */
  readonly id: string;
  /** Where the API is, without a slash at the end. */
  readonly baseUrl: string;
  /** Sends one operation; the generated functions call this, and it rejects with a `RevenueError`. */
  request<T>(operation: Operation, input: OperationInput, options?: CallOptions): Call<T>;
}

/**
 * Makes a client without resources, for the standalone functions.
 *
 * @throws RevenueError when an option is wrong, no key is found, or a browser would hold it.
 */
export function createClient(options: ClientOptions = {}): Client {
  const baseUrl = checkBaseUrl(options.baseUrl);
  // Key and options stay in this closure: whoever prints the client sees an id and an address.
  const setup: Setup = {
    baseUrl,
    apiKey: findKey(options, baseUrl),
    options,
    headers: addHeaders(ownHeaders(), options.headers),
    transport: createTransport(options.fetch),
    tokens: FULL_BUDGET,
  };
  return {
    id: options.id ?? 'default',
    baseUrl,
    request<T>(operation: Operation, input: OperationInput, callOptions?: CallOptions): Call<T> {
      // The operation says which type its body has; the contract's word is taken for it.
      return asCall(perform(setup, operation, input, callOptions) as Promise<ResultWithResponse<T>>);
    },
  };
}

/** Says which client asks, but in pages and their workers: there the header would need the permission of the API. */
function ownHeaders(): Record<string, string> {
  const accept = 'application/json';
  return globalThis.location ? { accept } : { accept, 'user-agent': userAgent };
}

function asCall<T>(result: Promise<ResultWithResponse<T>>): Call<T> {
  const call = result.then(({ data }) => data);
  const withResponse = (): Promise<ResultWithResponse<T>> => {
    // Who takes the response has `result` to catch; the bare promise would be reported as forgotten.
    call.catch(() => {});
    return result;
  };
  return Object.assign(call, { withResponse });
}
