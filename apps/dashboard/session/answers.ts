/** Leads to a page of our own, whatever the method was, and sets cookies on the way. */
export function seeOther(location: string, cookies: readonly string[] = []): Response {
  // By hand, with a relative address: `Response.redirect` wants an absolute one, and ours depends on who proxies us.
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

const REFUSALS = {
  'cross-site': 'This form was not sent by a page of this dashboard.',
  insecure: 'Open the dashboard over https, or on this machine itself: over plain http a key could be read on the way.',
} as const;

/** Refuses a form by where it comes from. */
export function refusal(reason: keyof typeof REFUSALS): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(`${REFUSALS[reason]}\n`, { status: 403, headers });
}
