import { type Call, createClient, isRevenueError, type RevenueClient } from '@thrivestack-revenue/core';
import * as functions from '@thrivestack-revenue/core/functions';
import { manifest } from '@thrivestack-revenue/engine';
import { isObject, type Json, type WireRequest, type WireResponse } from './cases.ts';
import { keyOf } from './targets.ts';

/** How a call of the client ended, in the words of the wire. */
export interface CallOutcome {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: Json;
}

/** An operation is a method of its resource, and a function. */
export type Way = 'method' | 'function';

type Method = (...args: unknown[]) => Call<Json>;

/** An operation of the contract, and where its client has it. */
interface Endpoint {
  readonly id: string;
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  /** `/revenue/credit-notes` is `creditNotes`. */
  readonly property: string;
  /** What is left of the operation's name without these is the method's: `listHistory`. */
  readonly nouns: readonly string[];
}

const endpoints: readonly Endpoint[] = [
  ...manifest.resources.flatMap(({ name, singular, operations }) =>
    operations.map((operation) => ({ ...operation, property: camel(name), nouns: [pascal(name), pascal(singular)] })),
  ),
  ...manifest.builtins.map((operation) => {
    const name = operation.path.split('/').at(-1) ?? '';
    return { ...operation, property: camel(name), nouns: [pascal(name)] };
  }),
];

/**
 * Finds the client's operation for a request, and its arguments.
 * @returns undefined for what no client would send: raw bodies, odd headers, unknown paths, no key.
 */
export function clientCall(
  url: string,
  request: WireRequest,
  way: Way = 'method',
): (() => Promise<CallOutcome>) | undefined {
  const headers = request.headers ?? {};
  const key = keyOf(request.key);
  const odd = Object.keys(headers).some((name) => name !== 'idempotency-key');
  if (request.raw !== undefined || odd || key === undefined) return undefined;
  const { pathname, searchParams } = new URL(request.path, url);
  for (const endpoint of endpoints) {
    const args = argumentsOf(endpoint, request, pathname, searchParams);
    if (!args) continue;
    const client = createClient({ apiKey: key, baseUrl: url, maxRetries: 0 });
    const idempotencyKey = headers['idempotency-key'] ?? undefined;
    const call = way === 'method' ? methodOf(client, endpoint) : functionOf(client, endpoint);
    return () => outcomeOf(call(...args, { idempotencyKey }));
  }
  return undefined;
}

function argumentsOf(
  { kind, method, path }: Endpoint,
  request: WireRequest,
  pathname: string,
  search: URLSearchParams,
): unknown[] | undefined {
  if (method !== request.method) return undefined;
  const query = Object.fromEntries(search);
  const [before = '', after] = path.split(/\{[^}]*\}/);
  if (after !== undefined) {
    const id = pathname.slice(before.length, pathname.length - after.length);
    if (id === '' || id.includes('/') || pathname !== `${before}${id}${after}`) return undefined;
    return kind === 'history' ? [decodeURIComponent(id), query] : [decodeURIComponent(id)];
  }
  if (path !== pathname) return undefined;
  if (kind === 'key') return search.size === 0 ? [] : undefined;
  if (kind === 'list' || kind === 'summary') return [query];
  return search.size === 0 && isObject(request.body) ? [request.body] : undefined;
}

function methodOf(client: RevenueClient, { id, property, nouns }: Endpoint): Method {
  const methods = (client as unknown as Record<string, Record<string, Method>>)[property];
  const names = [id, ...nouns.map((noun) => id.replace(noun, ''))];
  const name = names.find((candidate) => methods?.[candidate]);
  if (!methods || name === undefined) throw new Error(`the client has no ${property}.${names.at(-1)}`);
  return (...args) => (methods[name] as Method)(...args);
}

function functionOf(client: RevenueClient, { id }: Endpoint): Method {
  const found = (functions as unknown as Record<string, Method>)[id];
  if (!found) throw new Error(`core has no function ${id}`);
  return (...args) => found(client, ...args);
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

function pascal(name: string): string {
  return name.replace(/(?:^|[-_])(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function camel(name: string): string {
  const text = pascal(name);
  return text.charAt(0).toLowerCase() + text.slice(1);
}
