import { createProxy } from '@thrivestack-revenue/core/proxy';
import { apiUrl } from '../../../../session/api-url.ts';
import { cookieJar, endedCookies } from '../../../../session/cookie.ts';
import { sessionFrom } from '../../../../session/current.ts';

const forward = createProxy({
  baseUrl: apiUrl(),
  prefix: '/api',
  apiKey: (request) => sessionFrom(cookieJar(request.headers))?.apiKey ?? null,
});

/** Passes a call of the browser on with the key of its session; the key itself never reaches the browser. */
async function handle(request: Request): Promise<Response> {
  const response = await forward(request);
  if (response.status !== 401) return response;
  // No session, or one whose key the API takes no longer: the cookie is worth nothing.
  const ended = new Response(response.body, response);
  for (const cookie of endedCookies()) ended.headers.append('set-cookie', cookie);
  return ended;
}

export { handle as DELETE, handle as GET, handle as POST, handle as PUT };
