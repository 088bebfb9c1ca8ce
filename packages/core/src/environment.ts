import { refuse } from './errors.ts';

interface Environment {
  readonly process?: { readonly env?: Record<string, string | undefined> };
}

/**
 * Finds the key in the environment.
 *
 * @throws RevenueError when there is none.
 */
export function findKey(): string {
  let key: string | undefined;
  try {
    // Computed, so that no bundler writes the value into a page.
    key = (globalThis as Environment).process?.env?.['THRIVESTACK_API_KEY'];
  } catch {
    // Deno without permission to read the environment.
  }
  return key || refuse('missing_api_key', 'pass apiKey or set THRIVESTACK_API_KEY');
}
