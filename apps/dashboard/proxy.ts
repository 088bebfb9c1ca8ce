import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, makeNonce } from './security/csp.ts';
import { sessionFrom } from './session/current.ts';

const OPEN_PATHS = new Set(['/sign-in', '/sign-in/submit', '/sign-out']);

/** Gives each page its policy, and sends whoever is not signed in to the sign-in page. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  // The API mount answers by itself: 401 in the API's own form, not a page.
  if (pathname.startsWith('/api/')) return NextResponse.next();
  if (!OPEN_PATHS.has(pathname) && sessionFrom(request.cookies) === undefined) {
    // Next wants an absolute address here, and sends a relative one.
    const headers = { 'cache-control': 'no-store' };
    return NextResponse.redirect(new URL('/sign-in', request.url), { status: 303, headers });
  }
  const nonce = makeNonce();
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Next reads the nonce of its own scripts from this request header.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'no-store');
  return response;
}

export const config = { matcher: ['/((?!_next/static|icon\\.svg$).*)'] };
