import type { EngineRequest, EngineResponse, Logger } from './engine.ts';
import { errorBody, Refusal } from './errors.ts';
import { isStorageError } from './storage-error.ts';
import type { ErrorContent } from './store/port.ts';

/** One request with the headers of its answer. */
export interface Exchange {
  readonly requestId: string;
  /** Returns a header of the request; undefined as well when it was sent twice. */
  header(name: string): string | undefined;
  /** Adds headers to the answer, whatever it will be. */
  add(headers: Readonly<Record<string, string>>): void;
  success(body: string): EngineResponse;
  /** Turns whatever was thrown into an answer; what is no refusal goes to the logger and not to the client. */
  failure(error: unknown, logger: Logger | undefined): EngineResponse;
}

/** Begins an exchange: every answer has a request id and is neither cached nor sniffed. */
export function createExchange(request: EngineRequest, idOf: (header: string | undefined) => string): Exchange {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : value?.length === 1 ? value[0] : undefined;
  };
  const requestId = idOf(header('x-request-id'));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  };
  const refuse = (status: number, content: ErrorContent): EngineResponse => ({
    status,
    headers,
    body: errorBody(status, content, requestId),
  });
  return {
    requestId,
    header,
    add: (more) => void Object.assign(headers, more),
    success: (body) => ({ status: 200, headers, body }),
    failure(error, logger) {
      if (error instanceof Refusal) {
        Object.assign(headers, error.headers);
        return refuse(error.status, error.content);
      }
      if (isStorageError(error) && error.code === 'write_queue_full') {
        headers['retry-after'] = String(error.retryAfterSeconds);
        return refuse(429, { code: error.code, message: 'Too many writes are waiting. Send it again later.' });
      }
      logger?.error({ err: error, requestId }, 'request failed');
      return refuse(500, isStorageError(error) ? STORAGE_UNAVAILABLE : SERVER_ERROR);
    },
  };
}

const STORAGE_UNAVAILABLE: ErrorContent = {
  code: 'storage_unavailable',
  message: 'The storage does not answer. Nothing is known to be lost; send it again later.',
};
const SERVER_ERROR: ErrorContent = {
  code: 'server_error',
  message: 'Something went wrong on the server. Send it again later, or report the request id.',
};
