import { judgeOrigin } from '../../security/origin.ts';
import { refusal, seeOther } from '../../session/answers.ts';
import { endedCookies } from '../../session/cookie.ts';

/** Ends the session. */
export async function POST(request: Request): Promise<Response> {
  const verdict = judgeOrigin(request.headers);
  // Signing out must work wherever a session could have been started; only other sites may not cause it.
  if (!verdict.ok && verdict.reason === 'cross-site') return refusal('cross-site');
  return seeOther('/sign-in?reason=out', endedCookies());
}
