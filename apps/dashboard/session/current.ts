import { cookies } from 'next/headers';
import { type CookieJar, readSealed } from './cookie.ts';
import { open, type Session } from './seal.ts';
import { sessionKeys } from './secret.ts';

/** Opens the session that these cookies carry, if there is one and it has not ended. */
export function sessionFrom(jar: CookieJar): Session | undefined {
  const sealed = readSealed(jar);
  return sealed === undefined ? undefined : open(sealed, sessionKeys(), Date.now());
}

/** Opens the session of the request being rendered. */
export async function currentSession(): Promise<Session | undefined> {
  return sessionFrom(await cookies());
}
