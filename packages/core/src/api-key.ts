import { isOwnOrigin } from './base-url.ts';
import { RevenueError } from './errors.ts';
import type { ClientOptions } from './options.ts';

interface Globals {
  readonly process?: { readonly env?: Record<string, string | undefined>; readonly versions?: { node?: string } };
  readonly window?: unknown;
  readonly document?: unknown;
}

/**
 * Checks a text that is sent as a header of its own: visible ASCII, nothing else.
 *
 * @throws RevenueError without the text: it may be a secret, and platforms put the value of a bad header into theirs.
 */
export function checkVisible(name: 'apiKey' | 'idempotencyKey', code: string, text: unknown, longest = 8_000): string {
  if (typeof text === 'string' && /^[!-~]+$/.test(text) && text.length <= longest) return text;
  throw new RevenueError(`${name} must be 1 to ${longest} visible ASCII characters.`, { code });
}

/** Checks an API key. */
export function checkKey(key: unknown): string {
  return checkVisible('apiKey', 'invalid_api_key', key);
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
    throw new RevenueError('No API key: pass apiKey or set THRIVESTACK_API_KEY.', { code: 'missing_api_key' });
  }
  // Tests in jsdom have a window, and run in Node all the same.
  if (window && document && !process?.versions?.node && !options.dangerouslyAllowBrowser) {
    throw new RevenueError(
      'A browser shows its API key to every visitor: use createProxy, or pass dangerouslyAllowBrowser.',
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
