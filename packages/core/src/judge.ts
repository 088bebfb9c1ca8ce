import type { ResponseInfo } from './call.ts';
import { type ApiError, ResponseFormatError } from './errors.ts';
import { apiError } from './failure.ts';
import { parseObject } from './parse.ts';
import type { Answer } from './transport.ts';
import { facts, type Outcome, title, type UnderWay } from './under-way.ts';

/**
 * Decides what an answer means for a call.
 *
 * @param wasAmbiguous Whether an attempt before this one may have done the write.
 */
export function judge(call: UnderWay, answer: Answer, wasAmbiguous: boolean): Outcome {
  const { key } = call.operation;
  const { status, headers } = answer;
  const isSuccess = status >= 200 && status < 300;
  const requestId = headers.get('x-request-id') ?? undefined;
  const { attempts, idempotencyKey } = call;
  const replayed = headers.get('idempotent-replayed') === 'true';
  const response: ResponseInfo = { status, headers, requestId, replayed, attempts, idempotencyKey };
  if (isSuccess) {
    const data = answer.broken || answer.cut ? undefined : parseObject(answer.text);
    if (data && (key === undefined || (data['success'] === true && typeof data[key] === 'string'))) {
      return { data, response };
    }
    return new ResponseFormatError(
      `${title(call)} was answered with ${status}, but its body ${fault(answer)}. Check baseUrl (${call.setup.baseUrl}).`,
      { ...facts(call), status, requestId, code: 'response_format', retryable: key !== undefined || answer.broken },
    );
  }
  call.ambiguous = wasAmbiguous || (key !== undefined && status >= 500);
  const error = apiError(call, answer);
  if (key !== undefined && wasAmbiguous && saysDone(call, error)) {
    const body = call.input.body as Record<string, unknown>;
    return { data: { success: true, [key]: body[key] }, response: { ...response, replayed: true } };
  }
  return error;
}

/** Tells whether a failure only says that an earlier attempt has worked: the server ignores idempotency keys. */
function saysDone({ operation: { method, exists } }: UnderWay, { status, code, details }: ApiError): boolean {
  if (method === 'DELETE') return status === 404;
  // Details that are there and empty: nothing differs. Absent ones say nothing about what is stored.
  return exists !== undefined && status === 400 && code === exists && details?.length === 0;
}

function fault(answer: Answer): string {
  if (answer.broken) return 'broke off';
  if (answer.cut) return 'is larger than 10 MB';
  return answer.text ? 'is no success' : 'is empty';
}
