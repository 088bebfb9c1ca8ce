import { hkdfSync } from 'node:crypto';

/** Fewest bytes of `DASHBOARD_SESSION_SECRET`. */
export const MIN_SECRET_BYTES = 32;

export interface SessionKeys {
  /** AES-256 key that seals the cookie. */
  readonly seal: Buffer;
  /** HMAC key of the digest that the browser may know. */
  readonly digest: Buffer;
}

/**
 * Derives the session's keys from `DASHBOARD_SESSION_SECRET`.
 *
 * @throws Error when the secret is missing or shorter than 32 bytes; the message says how to make one.
 */
export function readSessionKeys(secret: string | undefined): SessionKeys {
  if (secret === undefined || secret === '') throw new Error(`DASHBOARD_SESSION_SECRET is not set. ${REMEDY}`);
  const bytes = Buffer.from(secret, 'utf8');
  if (bytes.length < MIN_SECRET_BYTES) {
    throw new Error(
      `DASHBOARD_SESSION_SECRET has ${bytes.length} bytes; at least ${MIN_SECRET_BYTES} are needed. ${REMEDY}`,
    );
  }
  return { seal: derive(bytes, 'seal'), digest: derive(bytes, 'digest') };
}

const REMEDY =
  'Make one with `openssl rand -base64 32` and start the dashboard with it; keep it to keep people signed in.';

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `thrivestack-revenue dashboard ${purpose} v1`, 32));
}

let cached: SessionKeys | undefined;

/** Returns the keys of this process, derived once. */
export function sessionKeys(): SessionKeys {
  cached ??= readSessionKeys(process.env['DASHBOARD_SESSION_SECRET']);
  return cached;
}
