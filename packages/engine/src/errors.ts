import type { ErrorContent, ErrorDetail } from './store/port.ts';

/** The family of an error, one for each status. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'authentication_error',
  404: 'not_found',
  405: 'method_not_allowed',
  429: 'rate_limited',
  500: 'server_error',
};

/** Ends a request with an error answer; thrown anywhere between request and answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly content: ErrorContent;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, content: ErrorContent, headers: Readonly<Record<string, string>> = {}) {
    super(content.message);
    this.status = status;
    this.content = content;
    this.headers = headers;
  }
}

/** Makes the error of a request whose fields are wrong: the first one speaks, the details name all. */
export function contentOf(issues: readonly [ErrorDetail, ...ErrorDetail[]]): ErrorContent {
  const [first] = issues;
  const others = issues.length - 1;
  const more = others === 0 ? '' : ` (${others} more in details)`;
  return {
    code: first.code,
    message: `${first.message}${more}`,
    ...(first.param === '' ? {} : { param: first.param }),
    details: issues.map(({ param, code, message }) => ({ param, code, message })),
  };
}

/** Throws a 400 unless there is no issue. */
export function refuseIssues(issues: readonly ErrorDetail[]): void {
  const [first, ...rest] = issues;
  if (first) throw new Refusal(400, contentOf([first, ...rest]));
}

/** Makes a 400; about one field or parameter when `param` is given. */
export function invalid(code: string, message: string, param?: string): Refusal {
  return new Refusal(400, param === undefined ? { code, message } : contentOf([{ param, code, message }]));
}

/** Writes the error body. */
export function errorBody(status: number, content: ErrorContent, requestId: string): string {
  const { code, message, param, details } = content;
  return JSON.stringify({
    success: false,
    error: { type: TYPES[status] ?? 'server_error', code, message, param, details },
    request_id: requestId,
  });
}
