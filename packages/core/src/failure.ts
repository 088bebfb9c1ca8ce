import {
  type ApiError,
  AuthenticationError,
  BadRequestError,
  type ErrorFields,
  type FieldError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnexpectedStatusError,
} from './errors.ts';
import { parseObject } from './parse.ts';
import { hideKey } from './redact.ts';
import { isTransient, readRetryAfterMs } from './retry.ts';
import type { Answer } from './transport.ts';
import { facts, title, type UnderWay } from './under-way.ts';

const MESSAGE_CHARACTERS = 500;

/** The fields of an error body that are used; anything may be missing. */
interface ErrorBody {
  readonly success?: unknown;
  readonly request_id?: unknown;
  readonly error?: {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly param?: unknown;
    readonly details?: unknown;
  };
}

/** Makes the error of an answer: its class by the status alone, its fields where the body has ours. */
export function apiError(call: UnderWay, answer: Answer): ApiError {
  const { status, headers } = answer;
  const body: ErrorBody = parseObject(answer.text, (text) => hideKey(text, call.key)) ?? {};
  const error = body.success === false && typeof body.error?.code === 'string' ? body.error : undefined;
  const message = [
    text(error?.message)?.slice(0, MESSAGE_CHARACTERS) ?? `${title(call)} was answered with ${status || 'a redirect'}.`,
    advice(call, status, error !== undefined),
  ];
  const Class = classOf(status);
  return new Class(message.join(' ').trim().slice(0, MESSAGE_CHARACTERS), {
    ...facts(call),
    status,
    code: text(error?.code),
    param: text(error?.param),
    details: Array.isArray(error?.details) ? (error.details as FieldError[]) : undefined,
    requestId: headers.get('x-request-id') ?? text(body.request_id),
    retryable: isTransient(status),
    retryAfterMs: readRetryAfterMs(headers),
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function classOf(status: number): new (message: string, fields: ErrorFields) => ApiError {
  if (status === 400) return BadRequestError;
  if (status === 401) return AuthenticationError;
  if (status === 404) return NotFoundError;
  if (status === 429) return RateLimitError;
  return status >= 500 ? ServerError : UnexpectedStatusError;
}

/** Says what to do about it. */
function advice({ operation, setup: { baseUrl } }: UnderWay, status: number, isOurs: boolean): string | undefined {
  if (status < 400) {
    return `Redirects are not followed: set baseUrl (now ${baseUrl}) to the final address.`;
  }
  if (status === 401) {
    return `Check the API key, its scope ("${operation.scope}") and its environment (${baseUrl}).`;
  }
  if (operation.ours && !isOurs && (status === 404 || status === 405)) {
    return `${operation.id} exists only on the self-hosted server: set baseUrl (now ${baseUrl}) to yours.`;
  }
  return undefined;
}
