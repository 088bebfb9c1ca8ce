import { manifest } from '@thrivestack-revenue/engine';

/** Where the API stands among the requests of a page or a test. */
export interface Site {
  /** Fits every URL under the API, whether the API knows it or not. */
  readonly pattern: RegExp;
  /** Gives path and query as the API sees them: without the path of `baseUrl`. */
  target(url: string): string;
}

/**
 * Finds the API under a base URL.
 *
 * @param baseUrl An origin with or without a path, or a path alone, which then counts on
 *   every origin. Default: every origin, no path.
 * @throws TypeError for text that is neither an http(s) URL nor a path.
 */
export function siteOf(baseUrl: string | undefined): Site {
  const { origin, path } = split(baseUrl);
  return {
    pattern: under(origin + escaped(path)),
    target(url) {
      const { pathname, search } = new URL(url);
      return pathname.slice(path.length) + search;
    },
  };
}

/** Fits every URL under the API, wherever it stands. */
export const anywhere: RegExp = under('https?://[^/?#]+(?:/[^?#]*)?');

function under(start: string): RegExp {
  const roots = new Set(
    [...manifest.resources, ...manifest.builtins].map(({ path }) => escaped(path.split('/')[1] ?? '')),
  );
  return new RegExp(`^${start}/(?:${[...roots].join('|')})(?:[/?#]|$)`);
}

function split(baseUrl: string | undefined): { readonly origin: string; readonly path: string } {
  if (baseUrl === undefined) return { origin: 'https?://[^/]+', path: '' };
  if (/^\/(?!\/)/.test(baseUrl)) return { origin: 'https?://[^/]+', path: pathOf(new URL(baseUrl, 'http://any')) };
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError('baseUrl must be an http or https URL, or a path that begins with one slash.');
  }
  const url = new URL(baseUrl);
  return { origin: escaped(url.origin), path: pathOf(url) };
}

function pathOf(url: URL): string {
  return url.pathname.replace(/\/$/, '');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
