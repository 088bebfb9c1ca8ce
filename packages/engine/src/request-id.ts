import { toHex } from './keys.ts';

const ECHOED = /^[A-Za-z0-9._-]{1,64}$/;
const ID_BYTES = 12;
/** Ids per call for random bytes: a call costs more than all the rest of an id. */
const BATCH = 64;

/** Returns the caller's request id if it is harmless, else a new one. */
export function requestIdOf(header: string | undefined, randomId: () => string): string {
  return header !== undefined && ECHOED.test(header) ? header : randomId();
}

/** Makes a maker of request ids: `req_` and 96 random bits. */
export function createRandomIds(): () => string {
  const bytes = new Uint8Array(ID_BYTES * BATCH);
  let used = bytes.length;
  return () => {
    if (used === bytes.length) {
      crypto.getRandomValues(bytes);
      used = 0;
    }
    used += ID_BYTES;
    return `req_${toHex(bytes.subarray(used - ID_BYTES, used))}`;
  };
}
