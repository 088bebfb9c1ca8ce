import {
  createEngine,
  type EngineOptions,
  type EngineResponse,
  generateKey,
  type Json,
  type JsonObject,
  type MemoryKey,
  manifest,
  memoryStore,
  type OperationDefinition,
  type ResourceDefinition,
} from '@thrivestack-revenue/engine';
import { plain, sample } from '../contract/values.ts';

/** An operation of the contract, with its resource if it has one. */
export interface Subject {
  readonly id: string;
  readonly resource?: ResourceDefinition;
  readonly operation: Pick<OperationDefinition, 'method' | 'path' | 'scope' | 'body'>;
}

/** Every operation that the contract has. */
export const subjects: readonly Subject[] = [
  ...manifest.resources.flatMap((resource) =>
    resource.operations.map((operation) => ({ id: operation.id, resource, operation })),
  ),
  ...manifest.builtins.map((operation) => ({ id: operation.id, operation })),
];

/** The same, for `it.each`. */
export const everySubject = subjects.map((subject) => [subject.id, subject] as const);

export const NOW = Date.parse('2026-01-15T12:00:00.000Z');
const scopes = [...manifest.scopes];

/** Keys of every kind, made anew each time. */
export function makeKeys() {
  const main = { key: generateKey('test'), tenant: 'acme', environment: 'test', scopes } as const;
  return {
    main,
    live: { ...main, key: generateKey('live'), environment: 'live' },
    other: { ...main, key: generateKey('test'), tenant: 'globex' },
    scopeless: { ...main, key: generateKey('test'), scopes: [] },
    expired: { ...main, key: generateKey('test'), expiresAt: NOW },
    revoked: { ...main, key: generateKey('test'), revokedAt: NOW - 1 },
  } as const satisfies Record<string, MemoryKey>;
}

export interface Sent {
  readonly key?: string | undefined;
  readonly id?: string;
  readonly body?: JsonObject | string | undefined;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

/** An engine on the memory store, and a way to ask it by operation. */
export function openWorld(options: Partial<EngineOptions> = {}) {
  const keys = makeKeys();
  const store = memoryStore({ keys: Object.values(keys) });
  let now = NOW;
  const engine = createEngine({ store, clock: () => now, limits: 'off', ...options });
  async function raw(method: string, target: string, sent: Sent = {}): Promise<EngineResponse> {
    const { key = keys.main.key, body, headers, address } = sent;
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    return engine.handle({
      method,
      target,
      headers: { 'content-type': 'application/json', ...(key === '' ? {} : { [manifest.keyHeader]: key }), ...headers },
      body: new TextEncoder().encode(text),
      address,
    });
  }
  return {
    keys,
    store,
    raw,
    /** Sends a good request of an operation about the row `id`. */
    ask({ resource, operation }: Subject, sent: Sent = {}): Promise<EngineResponse> {
      const { id = 'row', query = '' } = sent;
      const path = operation.path.replace(/\{[^}]*\}/, encodeURIComponent(id));
      const good = resource && operation.body ? goodBody({ id: '', resource, operation }, id) : undefined;
      return raw(operation.method, path + query, { body: good, ...sent });
    },
    pass(milliseconds: number): void {
      now += milliseconds;
    },
  };
}

/** A good body of a write about the row `id`. */
export function goodBody({ resource, operation }: Subject, id: string): JsonObject {
  if (!resource) return {};
  const found = resource.operations.find(({ path, method }) => path === operation.path && method === operation.method);
  return found ? { ...sample(resource, found, 1, plain), [resource.key]: id } : {};
}

/** The operation of a kind, of the first resource. */
export function subjectOf(kind: string): Subject {
  for (const resource of manifest.resources) {
    const operation = resource.operations.find((one) => one.kind === kind);
    if (operation) return { id: operation.id, resource, operation };
  }
  throw new Error(`The contract has no ${kind}.`);
}

export function bodyOf(answer: EngineResponse): { [name: string]: Json } {
  return JSON.parse(answer.body) as { [name: string]: Json };
}

export function codeOf(answer: EngineResponse): string | undefined {
  return (bodyOf(answer)['error'] as { code: string } | undefined)?.code;
}

/** An answer without what differs between any two requests. */
export function withoutId({ status, headers, body }: EngineResponse): object {
  const { 'x-request-id': id = '', ...rest } = headers;
  return { status, headers: rest, body: body.replaceAll(id, '<id>') };
}
