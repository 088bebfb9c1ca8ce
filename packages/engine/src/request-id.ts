import { toHex } from './keys.ts';

const ECHOED = /^[A-Za-z0-9._-]{1,64}$/;

/** Returns the caller's request id if it is harmless, else a new one. */
export function requestIdOf(header: string | undefined, randomId: () => string): string {
  return header !== undefined && ECHOED.test(header) ? header : randomId();
}

/** Makes a request id: `req_` and 96 random bits. */
export function randomRequestId(): string {
  return `req_${toHex(crypto.getRandomValues(new Uint8Array(12)))}`;
}
