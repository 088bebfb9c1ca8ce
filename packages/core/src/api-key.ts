import { isOwnOrigin } from './base-url.ts';
import { RevenueError } from './errors.ts';
import type { ClientOptions } from './options.ts';

interface Globals {
  readonly process?: { readonly env?: Record<string, string | undefined>; readonly versions?: { node?: string } };
  readonly window?: unknown;
  readonly document?: unknown;
}

/** Tells whether a text can be sent as a header of its own: visible ASCII, nothing else. */
export function isVisible(text: unknown): text is string {
  return typeof text === 'string' && /^[!-~]+$/.test(text);
}

/**
 * Checks a key without repeating it: platforms put the value of a bad header into their errors.
 *
 * @throws RevenueError when it is not visible ASCII.
 */
export function checkKey(key: unknown): string {
  if (isVisible(key)) return key;
  throw new RevenueError('The API key must be visible ASCII: look for a space, a line end, or an empty variable.', {
    code: 'invalid_api_key',
  });
}

/**
 * Finds the key of a client, or the function that knows it; undefined when none is needed.
 *
 * @throws RevenueError when there is none, it is malformed, or a browser would hold it.
 */
export function findKey(options: ClientOptions, baseUrl: string): ClientOptions['apiKey'] {
  const { process, window, document }: Globals = globalThis as Globals;
  const ownOrigin = isOwnOrigin(baseUrl);
  // A page's own origin has its own way to know who asks; a key lying about is not for it.
  const apiKey = options.apiKey ?? (ownOrigin ? undefined : environmentKey(process));
  if (apiKey === undefined) {
    if (ownOrigin) return undefined;
    throw new RevenueError('No API key: pass apiKey, or set THRIVESTACK_API_KEY.', { code: 'missing_api_key' });
  }
  // Tests in jsdom have a window, and run in Node all the same.
  if (window && document && !process?.versions?.node && !options.dangerouslyAllowBrowser) {
    throw new RevenueError(
      'Every visitor can read an API key in a browser. Use a proxy on your own origin (createProxy) and no apiKey, or pass dangerouslyAllowBrowser.',
      { code: 'key_in_browser' },
    );
  }
  return typeof apiKey === 'function' ? apiKey : checkKey(apiKey);
}

function environmentKey(process: Globals['process']): string | undefined {
  try {
    // Computed, so that no bundler writes the value into a page.
    return process?.env?.['THRIVESTACK_API_KEY'] || undefined;
  } catch {
    // Deno without permission to read the environment.
    return undefined;
  }
}
