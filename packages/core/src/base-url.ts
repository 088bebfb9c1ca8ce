import { refuse } from './errors.ts';

/**
 * Finds the origin in an address of the API; empty when the address is a path.
 *
 * @throws RevenueError when it is neither an http(s) URL without credentials nor a path.
 */
export function originOf(baseUrl: string): string {
  // An origin without user name, a path, or both; "//host" and "/\host" are other origins, not paths.
  const parts = /^(https?:\/\/[^/?#@\\\s]+|(?=\/))(?:\/(?![/\\])[^?#\s]*)?$/i.exec(baseUrl);
  return (parts ?? refuse('invalid_base_url', 'an http(s) URL or a path'))[1] ?? '';
}

/** The origin of the page; undefined where there is none. */
export function pageOrigin(): string | undefined {
  return globalThis.location?.origin;
}
