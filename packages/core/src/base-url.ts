import { RevenueError } from './errors.ts';
import { defaultBaseUrl } from './generated/contract.gen.ts';

/**
 * Checks where the API is said to be, and takes slashes off its end.
 *
 * @throws RevenueError when it is neither an http(s) URL without credentials nor a path.
 */
export function checkBaseUrl(baseUrl: string = defaultBaseUrl): string {
  const wrong = (): never => {
    throw new RevenueError(
      'baseUrl must be an http(s) URL without user name, query and fragment, or a path that starts with "/".',
      { code: 'invalid_base_url' },
    );
  };
  // "//host" and "/\host" are other origins, whatever they look like.
  const text = /^\/(?![/\\])|^https?:\/\//i.test(baseUrl) ? baseUrl : wrong();
  try {
    // The base counts only for paths, and only so that they can be checked where there is no page.
    const url = new URL(text, 'http://localhost');
    if (url.username || url.password || url.search || url.hash) wrong();
  } catch {
    wrong();
  }
  return text.replace(/\/+$/, '');
}

/** Tells whether a checked address is a path, or lies on the page's own origin. */
export function isOwnOrigin(baseUrl: string): boolean {
  return !/^h/i.test(baseUrl) || new URL(baseUrl).origin === globalThis.location?.origin;
}

/**
 * Makes an address absolute; done for each call, so that a server may render what a page will run.
 *
 * @throws RevenueError when it is a path and there is no page.
 */
export function absoluteUrl(baseUrl: string): string {
  if (/^h/i.test(baseUrl)) return baseUrl;
  const page = globalThis.location?.origin;
  // Pages without an origin of their own (files, about:blank) say "null".
  if (/^http/.test(page ?? '')) return page + baseUrl;
  throw new RevenueError(`baseUrl "${baseUrl}" is a path, which only a web page can resolve; give a whole URL here.`, {
    code: 'invalid_base_url',
  });
}
