import type { Call } from './call.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { CallOptions, ClientOptions } from './options.ts';

/** A way to the API: where it is, who asks, and how often it is tried. */
export interface Client {
  /** Tells clients apart in caches. */
  readonly id: string;
  /** Where the API is, without a slash at the end. */
  readonly baseUrl: string;
  /**
   * Sends one operation; what the generated functions call.
   *
   * @throws RevenueError (as a rejection)
   */
  request<T>(operation: Operation, input: OperationInput, options?: CallOptions): Call<T>;
}

/**
 * Makes a client without resources, for the standalone functions.
 *
 * @throws RevenueError when an option is wrong, no key is found, or a key would reach a browser.
 */
export function createClient(options: ClientOptions = {}): Client {
  void options;
  throw new Error('not built yet');
}
