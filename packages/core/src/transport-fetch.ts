import { createTransport as createFetchTransport } from './fetch.ts';
import { userAgent } from './generated/version.gen.ts';
import type { CreateTransport } from './transport.ts';

export { findKey } from './environment.ts';

/** Makes the transport of servers that use `fetch`. */
export const createTransport: CreateTransport = (fetch) => {
  const transport = createFetchTransport(fetch);
  return (request, onStop) => {
    // Pages and their workers have no say in it: there the header would need the permission of the API.
    if (!globalThis.location) request.headers['user-agent'] ??= userAgent;
    return transport(request, onStop);
  };
};
