import { apiError } from './api-error.ts';
import type { ResponseInfo } from './call.ts';
import { ResponseFormatError, type RevenueError } from './errors.ts';
import { parseObject } from './parse.ts';
import type { Answer } from './transport.ts';
import { failure, type Outcome, seeBaseUrl, title, type UnderWay } from './under-way.ts';

/**
 * Decides what an answer means for a call.
 *
 * @param wasAmbiguous Whether an attempt before this one may have done the write.
 */
export function judge(call: UnderWay, answer: Answer, wasAmbiguous: boolean): Outcome {
  const { operation, input, attempts, idempotencyKey } = call;
  const { status, headers, broken, cut, text } = answer;
  const { key } = operation;
  const requestId = headers.get('x-request-id') ?? undefined;
  const replayed = headers.get('idempotent-replayed') === 'true';
  const response: ResponseInfo = { status, headers, requestId, replayed, attempts, idempotencyKey };
  if (status >= 200 && status < 300) {
    const data = broken || cut ? undefined : parseObject(text);
    if (data && (key === undefined || (data['success'] === true && typeof data[key] === 'string'))) {
      return { data, response };
    }
    const fault = broken ? 'broke off' : cut ? 'is over 10 MB' : 'is no success';
    return failure(
      call,
      ResponseFormatError,
      `${title(call)} was answered with ${status}, but its body ${fault}${seeBaseUrl(call)}`,
      { status, requestId, code: 'response_format', retryable: key !== undefined || broken },
    );
  }
  call.ambiguous = wasAmbiguous || (key !== undefined && status >= 500);
  const error = apiError(call, answer, requestId);
  if (key !== undefined && wasAmbiguous && saysDone(call, error)) {
    const id = (input.body as Record<string, unknown>)[key];
    return { data: { success: true, [key]: id }, response: { ...response, replayed: true } };
  }
  return error;
}

/** Tells whether a failure only says that an earlier attempt has worked: the server ignores idempotency keys. */
function saysDone({ operation: { method, exists } }: UnderWay, { status, code, details }: RevenueError): boolean {
  if (method === 'DELETE') return status === 404;
  // Details that are there and empty: nothing differs. Absent ones say nothing about what is stored.
  return exists !== undefined && status === 400 && code === exists && details?.length === 0;
}
