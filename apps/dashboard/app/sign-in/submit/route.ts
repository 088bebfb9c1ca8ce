import { judgeOrigin } from '../../../security/origin.ts';
import { refusal, seeOther } from '../../../session/answers.ts';
import { apiUrl } from '../../../session/api-url.ts';
import { checkKey, isKeyShaped } from '../../../session/check-key.ts';
import { sessionCookie } from '../../../session/cookie.ts';
import { SESSION_SECONDS, seal, startSession } from '../../../session/seal.ts';
import { sessionKeys } from '../../../session/secret.ts';

/** Takes the sign-in form: the key is checked against the API, then sealed in a cookie. */
export async function POST(request: Request): Promise<Response> {
  const verdict = judgeOrigin(request.headers);
  if (!verdict.ok) return refusal(verdict.reason);
  const key = await readKey(request);
  if (!isKeyShaped(key)) return seeOther('/sign-in?reason=malformed');
  const reason = await checkKey(key, apiUrl());
  if (reason !== undefined) return seeOther(`/sign-in?reason=${reason}`);
  const sealed = seal(startSession(key, Date.now()), sessionKeys());
  return seeOther('/invoices', [sessionCookie(sealed, verdict.secure, SESSION_SECONDS)]);
}

/** Reads the key of the form, without the white space that pasting adds; '' when there is none. */
async function readKey(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > 8192) return '';
  try {
    const value = (await request.formData()).get('key');
    return typeof value === 'string' ? value.trim() : '';
  } catch {
    // Not a form.
    return '';
  }
}
