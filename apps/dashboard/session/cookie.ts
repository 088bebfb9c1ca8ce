/** On https: the browser takes it from this host only, over TLS only. */
export const SECURE_COOKIE = '__Host-revenue-session';
/** On plain loopback http, where browsers refuse `__Host-`. */
export const PLAIN_COOKIE = 'revenue-session';

export interface CookieJar {
  get(name: string): { value: string } | undefined;
}

/** Reads the sealed session, whichever of the two cookies carries it. */
export function readSealed(cookies: CookieJar): string | undefined {
  return cookies.get(SECURE_COOKIE)?.value ?? cookies.get(PLAIN_COOKIE)?.value;
}

/** Writes the `Set-Cookie` value that keeps a sealed session for `maxAgeSeconds`. */
export function sessionCookie(sealed: string, secure: boolean, maxAgeSeconds: number): string {
  const name = secure ? SECURE_COOKIE : PLAIN_COOKIE;
  return `${name}=${sealed}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** Writes the `Set-Cookie` values that end a session under either name. */
export function endedCookies(): string[] {
  return [sessionCookie('', true, 0), sessionCookie('', false, 0)];
}

/** Reads the cookies of a request by name; the first of two with one name counts. */
export function cookieJar(headers: Headers): CookieJar {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, Math.max(at, 0)).trim(), value: pair.slice(at + 1).trim() };
  });
  return { get: (name) => pairs.find((pair) => pair.name === name) };
}
