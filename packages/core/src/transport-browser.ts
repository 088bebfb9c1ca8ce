// What a page has: `fetch`, and no environment that could hold a key.
import { refuse } from './errors.ts';

export { createTransport } from './fetch.ts';

/** Refuses: a page has no environment. */
export function findKey(): never {
  return refuse('missing_api_key', 'pass apiKey');
}
