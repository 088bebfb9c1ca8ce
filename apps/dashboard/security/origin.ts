const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export type OriginVerdict = { ok: true; secure: boolean } | { ok: false; reason: 'cross-site' | 'insecure' };

/**
 * Judges by its `Origin` whether a form was posted by one of our own pages.
 *
 * The browser's `Origin` also tells whether the page was on https, whatever stands in between. Plain http is
 * accepted on loopback only: elsewhere the key would cross a network unprotected.
 */
export function judgeOrigin(headers: Headers): OriginVerdict {
  const origin = parse(headers.get('origin'));
  const host = headers.get('host');
  if (origin === undefined || host === null || origin.host !== host.toLowerCase()) {
    return { ok: false, reason: 'cross-site' };
  }
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return { ok: false, reason: 'cross-site' };
  if (origin.protocol === 'https:') return { ok: true, secure: true };
  return LOOPBACK.test(origin.hostname) ? { ok: true, secure: false } : { ok: false, reason: 'insecure' };
}

function parse(origin: string | null): URL | undefined {
  if (origin === null || !/^https?:\/\//i.test(origin)) return undefined;
  return URL.canParse(origin) ? new URL(origin) : undefined;
}
