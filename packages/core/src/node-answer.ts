import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './transport.ts';

/** Shows headers as `fetch` does, without a copy of them. */
export function nodeHeaders(headers: IncomingHttpHeaders): Answer['headers'] {
  const get = (name: string): string | null => {
    const value = headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };
  return {
    get,
    has: (name) => get(name) !== null,
    forEach(callback) {
      for (const name of Object.keys(headers)) callback(get(name) ?? '', name, this as Headers);
    },
  };
}

/** Codes of a connection that never came to be: nothing was sent over it. */
const UNSENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ERR_PROXY_TUNNEL'];

/** Tells whether an error says surely that nothing reached the server. */
export function isUnsent({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && UNSENT.includes(code);
}
