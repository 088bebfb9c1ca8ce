// What a page has: `fetch`, and no environment that could hold a key.
import type { FindKey } from './environment.ts';

export { createTransport } from './fetch.ts';

/** Refuses: a page has no environment. */
export const findKey: FindKey = (refuse) => refuse('missing_api_key', 'pass apiKey');
