import type { EngineResponse } from '@thrivestack-revenue/engine';
import type { KeyName } from '../wire/cases.ts';
import { isErrorBody, placeOf } from './contract.ts';

/** A request as it stands on the wire. */
export interface FuzzRequest {
  readonly method: string;
  readonly target: string;
  /** Names in lower case; several values are several lines. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
  /** With whose key it is sent. */
  readonly key: KeyName;
}

const HARMLESS_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Says what is wrong with an answer; empty when nothing is. */
export function faultsOf(request: FuzzRequest, answer: EngineResponse): string[] {
  const found: string[] = [];
  const { status, headers } = answer;
  const { operation, methods } = placeOf(request.method, request.target);
  const body = parsed(answer.body, request.method);
  if (body === undefined) return [`${status}: the body is no JSON: ${answer.body.slice(0, 200)}`];
  const allowed = operation ? [...operation.answers.keys()] : [400, 401, 429, methods.length === 0 ? 404 : 405];
  if (!allowed.includes(status) || status >= 500) found.push(`${status} is not documented: ${answer.body}`);
  const validate = operation?.answers.get(status) ?? isErrorBody;
  if (request.method !== 'HEAD' && !validate(body)) {
    found.push(`${status}: ${JSON.stringify(validate.errors?.slice(0, 3))} in ${answer.body.slice(0, 500)}`);
  }
  const allow = status === 405 ? methods.join(', ') : undefined;
  if (headers['allow'] !== allow) found.push(`allow: ${headers['allow']}, wanted: ${allow}`);
  return [...found, ...headerFaults(request, answer, body), ...keyFaults(request, status, body)];
}

/** HEAD has no body to judge. */
function parsed(text: string, method: string): Record<string, unknown> | undefined {
  if (method === 'HEAD') return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Every answer is JSON that is neither kept nor sniffed, and has a request id. */
function headerFaults(
  request: FuzzRequest,
  { status, headers }: EngineResponse,
  body: Record<string, unknown>,
): string[] {
  const sent = request.headers['x-request-id'];
  const id = headers['x-request-id'] ?? '';
  const wanted: Record<string, boolean> = {
    'content-type': headers['content-type'] === 'application/json',
    'cache-control': headers['cache-control'] === 'no-store',
    'x-content-type-options': headers['x-content-type-options'] === 'nosniff',
    'x-request-id': HARMLESS_ID.test(id) && (status === 200 || request.method === 'HEAD' || body['request_id'] === id),
    'the id that was sent': typeof sent !== 'string' || !HARMLESS_ID.test(sent) || sent === id,
    'retry-after': (status === 429) === /^[1-9][0-9]*$/.test(headers['retry-after'] ?? ''),
    'www-authenticate': (status === 401) === (headers['www-authenticate'] === 'ApiKey header="x-api-key"'),
    'idempotent-replayed': [undefined, ...(status === 200 ? ['true'] : [])].includes(headers['idempotent-replayed']),
    'no server, no cors': !('server' in headers) && !('access-control-allow-origin' in headers),
  };
  return Object.entries(wanted).flatMap(([name, ok]) =>
    ok ? [] : [`${status}: header ${name}: ${JSON.stringify(headers)}`],
  );
}

/** Only a good key gets anything, and a good key is never told that it is not. */
function keyFaults({ key }: FuzzRequest, status: number, body: Record<string, unknown>): string[] {
  const { code } = (body['error'] ?? {}) as { code?: string };
  const isGood = key === 'main' || key === 'other-tenant' || key === 'live';
  const known = isGood || key === 'no-scope';
  if (!isGood && status === 200) return [`200 with the key ${key}`];
  if (known && code === 'invalid_api_key') return [`${code} with the key ${key}`];
  if (!known && ![401, 429].includes(status) && code !== 'body_too_large') return [`${status} with the key ${key}`];
  if ((code === 'insufficient_scope') !== (code !== undefined && key === 'no-scope' && status === 401)) {
    return [`${code} with the key ${key}`];
  }
  return [];
}
