import { quietly } from './quietly.ts';
import { refuse } from './refuse.ts';

/**
 * Finds the origin in an address of the API; empty when the address is a path.
 *
 * @throws RevenueError when it is neither an http(s) URL without credentials nor a path.
 */
export function originOf(baseUrl: string): string {
  // An origin without user name, a path, or both; "//host" and "/\host" are other origins, not paths.
  const parts = /^(https?:\/\/[^/?#@\\\s]+|(?=\/))(?:\/(?![/\\])[^?#\s]*)?$/i.exec(baseUrl);
  // A port or an address that no URL has would otherwise be found by the first call, and look like a broken network.
  if (!parts || (parts[1] && !quietly(() => new URL(baseUrl)))) refuse('invalid_base_url', 'no http(s) URL or path');
  return parts[1] ?? '';
}

/** The origin of the page; undefined where there is none. */
export function pageOrigin(): string | undefined {
  return globalThis.location?.origin;
}
