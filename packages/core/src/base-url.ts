import { RevenueError } from './errors.ts';
import { defaultBaseUrl } from './generated/contract.gen.ts';

// An origin without user name, a path, or both; "//host" and "/\host" are other origins, not paths.
const BASE_URL = /^(https?:\/\/(?:\[[\da-f:.]+\]|[^/?#@\\:\s]+)(?::\d+)?)?(?:\/(?![/\\])[^?#\s]*)?$/i;

/**
 * Checks where the API is said to be, and takes slashes off its end.
 *
 * @throws RevenueError when it is neither an http(s) URL without credentials nor a path.
 */
export function checkBaseUrl(baseUrl: string = defaultBaseUrl): string {
  if (baseUrl && BASE_URL.test(baseUrl)) return baseUrl.replace(/\/+$/, '');
  throw new RevenueError('baseUrl must be an http(s) URL or a path, without user and query.', {
    code: 'invalid_base_url',
  });
}

/** The origin in a checked address; undefined when it is a path. */
function originOf(baseUrl: string): string | undefined {
  return BASE_URL.exec(baseUrl)?.[1];
}

/** Tells whether a checked address is a path, or lies on the page's own origin. */
export function isOwnOrigin(baseUrl: string): boolean {
  const origin = originOf(baseUrl);
  return !origin || origin === globalThis.location?.origin;
}

/**
 * Makes an address absolute; done for each call, so that a server may render what a page will run.
 *
 * @throws RevenueError when it is a path and there is no page.
 */
export function absoluteUrl(baseUrl: string): string {
  if (originOf(baseUrl)) return baseUrl;
  const page = globalThis.location?.origin;
  // Pages without an origin of their own (files, about:blank) say "null".
  if (page && originOf(page)) return page + baseUrl;
  throw new RevenueError(`baseUrl "${baseUrl}" is a path, which needs a web page.`, {
    code: 'invalid_base_url',
  });
}
