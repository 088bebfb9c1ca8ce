import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { SessionKeys } from './secret.ts';

export interface Session {
  /** The API key; it never leaves the server. */
  readonly apiKey: string;
  /** Random name of this sign-in. */
  readonly id: string;
  /** When the session ends, in ms since the epoch. */
  readonly expiresAt: number;
}

/** How long a person stays signed in, in seconds: 12 hours. */
export const SESSION_SECONDS = 12 * 60 * 60;

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Starts a session for a key that the API accepted. */
export function startSession(apiKey: string, now: number): Session {
  return { apiKey, id: randomBytes(16).toString('base64url'), expiresAt: now + SESSION_SECONDS * 1000 };
}

/** Seals a session with AES-256-GCM under a fresh IV; the text fits a cookie. */
export function seal(session: Session, keys: SessionKeys): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keys.seal, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(VERSION));
  const text = Buffer.concat([cipher.update(JSON.stringify(session), 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
}

/** Opens a sealed session; `undefined` when it was altered, sealed with another secret, or has ended. */
export function open(sealed: string, keys: SessionKeys, now: number): Session | undefined {
  const [version, body, ...rest] = sealed.split('.');
  if (version !== VERSION || body === undefined || rest.length > 0) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const session = decrypt(bytes, keys.seal);
  return session !== undefined && session.expiresAt > now ? session : undefined;
}

/** Digest of a session that the browser may know: it names the cache, and tells nothing of the key. */
export function sessionDigest(session: Session, keys: SessionKeys): string {
  return createHmac('sha256', keys.digest).update(session.id).digest('base64url').slice(0, 22);
}

function decrypt(bytes: Buffer, key: Buffer): Session | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(VERSION));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Session;
  } catch {
    // A wrong tag: altered, or sealed with another secret. Both mean "not signed in".
    return undefined;
  }
}
