import {
  AuthenticationError,
  BadRequestError,
  type ErrorClass,
  type ErrorFields,
  NotFoundError,
  RateLimitError,
  type RevenueError,
  ServerError,
  UnexpectedStatusError,
} from './errors.ts';
import { parseObject } from './parse.ts';
import { hideKey } from './redact.ts';
import { isTransient, readRetryAfterMs } from './retry.ts';
import type { Answer } from './transport.ts';
import { failure, seeBaseUrl, title, type UnderWay } from './under-way.ts';

const MESSAGE_CHARACTERS = 500;
const CLASSES: Readonly<Record<number, ErrorClass<RevenueError>>> = {
  400: BadRequestError,
  401: AuthenticationError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The fields of an error body that are used; anything may be missing. */
interface ErrorBody {
  readonly success?: unknown;
  readonly request_id?: unknown;
  readonly error?: Readonly<Record<'code' | 'message' | 'param' | 'details', unknown>>;
}

/** Makes the error of an answer: its class by the status alone, its fields where the body has ours. */
export function apiError(
  call: UnderWay,
  { status, headers, text }: Answer,
  requestId: string | undefined,
): RevenueError {
  const body: ErrorBody = parseObject(text, (text) => hideKey(text, call.key)) ?? {};
  const isOurs = body.success === false && typeof body.error?.code === 'string';
  const { code, message, param, details }: Partial<NonNullable<ErrorBody['error']>> = (isOurs && body.error) || {};
  const said = textOf(message)?.slice(0, MESSAGE_CHARACTERS);
  const says = `${said ?? `${title(call)} was answered with ${status || 'a redirect'}.`} ${advice(call, status, isOurs)}`;
  const fields: ErrorFields = {
    status,
    code: textOf(code),
    param: textOf(param),
    details: Array.isArray(details) ? details : undefined,
    requestId: requestId ?? textOf(body.request_id),
    retryable: isTransient(status),
    retryAfterMs: readRetryAfterMs(headers),
  };
  const Class = CLASSES[status] ?? (status >= 500 ? ServerError : UnexpectedStatusError);
  return failure(call, Class, says.trim().slice(0, MESSAGE_CHARACTERS), fields);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Says what to do about it. */
function advice(call: UnderWay, status: number, isOurs: boolean): string {
  const { id, scope, ours } = call.operation;
  if (status < 400) return `Redirects are not followed${seeBaseUrl(call)}`;
  if (status === 401) return `Check the API key, its scope "${scope}" and its environment${seeBaseUrl(call)}`;
  if (ours && !isOurs && (status === 404 || status === 405)) {
    return `${id} exists only on the self-hosted server${seeBaseUrl(call)}`;
  }
  return '';
}
