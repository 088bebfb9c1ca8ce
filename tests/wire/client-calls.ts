import { type Call, createClient, isRevenueError, type RevenueClient } from '@thrivestack-revenue/core';
import { manifest } from '@thrivestack-revenue/engine';
import { isObject, type Json, type WireRequest, type WireResponse } from './cases.ts';
import { keyOf } from './targets.ts';

/** How a call of the client ended, in the words of the wire. */
export interface CallOutcome {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: Json;
}

type Method = (...args: unknown[]) => Call<Json>;

/**
 * Finds the client's method for a request, and its arguments.
 * @returns undefined for what no client would send: raw bodies, odd headers, unknown paths, no key.
 */
export function clientCall(url: string, request: WireRequest): (() => Promise<CallOutcome>) | undefined {
  const headers = request.headers ?? {};
  const key = keyOf(request.key);
  const odd = Object.keys(headers).some((name) => name !== 'idempotency-key');
  if (request.raw !== undefined || odd || key === undefined) return undefined;
  const { pathname, searchParams } = new URL(request.path, url);
  for (const resource of manifest.resources) {
    for (const operation of resource.operations) {
      const args = argumentsOf(operation, request, pathname, searchParams);
      if (!args) continue;
      const client = createClient({ apiKey: key, baseUrl: url, maxRetries: 0 });
      const idempotencyKey = headers['idempotency-key'] ?? undefined;
      return () => outcomeOf(methodOf(client, resource.name, operation.kind)(...args, { idempotencyKey }));
    }
  }
  return undefined;
}

function argumentsOf(
  operation: (typeof manifest.resources)[number]['operations'][number],
  request: WireRequest,
  pathname: string,
  search: URLSearchParams,
): unknown[] | undefined {
  if (operation.method !== request.method) return undefined;
  if (operation.kind === 'get') {
    const prefix = operation.path.slice(0, operation.path.indexOf('{'));
    if (!pathname.startsWith(prefix) || pathname === prefix) return undefined;
    return [decodeURIComponent(pathname.slice(prefix.length))];
  }
  if (operation.path !== pathname) return undefined;
  if (operation.kind === 'list') return [Object.fromEntries(search)];
  return search.size === 0 && isObject(request.body) ? [request.body] : undefined;
}

function methodOf(client: RevenueClient, resource: string, kind: string): Method {
  const property = resource.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
  const methods = (client as unknown as Record<string, Record<string, Method>>)[property];
  const method = methods?.[kind];
  if (!method) throw new Error(`the client has no ${property}.${kind}`);
  return method.bind(methods);
}

async function outcomeOf(call: Call<Json>): Promise<CallOutcome> {
  try {
    const { data, response } = await call.withResponse();
    return { status: response.status, replayed: response.replayed, body: data };
  } catch (error) {
    if (!isRevenueError(error) || error.status === undefined) throw error;
    const { status, code, param, details } = error;
    const body = { code, ...(param === undefined ? {} : { param }), ...(details === undefined ? {} : { details }) };
    return { status, replayed: false, body: JSON.parse(JSON.stringify(body)) as Json };
  }
}

/** What the client makes of an expected answer. */
export function expectedOutcome({ status, headers, body }: WireResponse): CallOutcome {
  const replayed = headers?.['idempotent-replayed'] === 'true';
  const error = isObject(body) ? body['error'] : undefined;
  if (!isObject(error)) return { status, replayed, body: body ?? null };
  const { type: _type, message: _message, ...rest } = error;
  return { status, replayed, body: rest };
}
