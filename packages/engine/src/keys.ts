import { crc32 } from './checksum.ts';
import type { Environment } from './store/port.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PUBLIC_LENGTH = 10;
/** 62^43 is just above 2^256. */
const SECRET_LENGTH = 43;
/** 62^6 is above 2^32. */
const CHECKSUM_LENGTH = 6;
const FORM = /^(ts_(?:live|test)_[0-9A-Za-z]{10})_[0-9A-Za-z]{49}$/;

/**
 * Makes an API key.
 *
 * `ts_live_` or `ts_test_`, 10 public characters, `_`, a secret of 256 random bits
 * (43 characters), a checksum (6 characters) by which tools that look for secrets can tell one from noise.
 * Show it once and keep only its hash.
 */
export function generateKey(environment: Environment): string {
  const body = `ts_${environment}_${randomText(PUBLIC_LENGTH)}_${randomText(SECRET_LENGTH)}`;
  return body + checksum(body);
}

/**
 * Returns the public part of a key, by which it is found and shown.
 *
 * A key of another form (one that a test made up) gets a prefix that shows nothing of it.
 */
export function keyPrefix(key: string): string {
  return FORM.exec(key)?.[1] ?? `other_${crc32(key).toString(16).padStart(8, '0')}`;
}

/** Returns the SHA-256 of a key as 64 lower-case hex digits. */
export async function hashKey(key: string): Promise<string> {
  return sha256(key);
}

/** Returns the SHA-256 of a text's UTF-8 bytes as 64 lower-case hex digits. */
export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

/** Writes bytes as lower-case hex digits. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Compares two texts of equal length without an early exit; texts of other lengths are unequal. */
export function equalDigests(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  while (text.length < CHECKSUM_LENGTH) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** Every character is equally likely: bytes of 248 (4 × 62) and above are thrown away. */
function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}
