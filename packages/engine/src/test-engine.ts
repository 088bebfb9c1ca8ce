import { createEngine, type Engine, type EngineOptions, type EngineResponse } from './engine.ts';
import type { Json, JsonObject } from './manifest.ts';
import { type MemoryKey, type MemoryStore, memoryStore } from './store/memory.ts';

/** Keys of the tests: two tenants, both environments, one without scope. */
export const KEYS = {
  main: 'key-main',
  live: 'key-live',
  other: 'key-other',
  scopeless: 'key-scopeless',
  expired: 'key-expired',
  revoked: 'key-revoked',
} as const;

export const START = Date.UTC(2024, 5, 1);

const scopes = ['revenue'];
export const memoryKeys: MemoryKey[] = [
  { key: KEYS.main, tenant: 'acme', environment: 'test', scopes, id: 'id-main' },
  { key: KEYS.live, tenant: 'acme', environment: 'live', scopes, id: 'id-live' },
  { key: KEYS.other, tenant: 'other', environment: 'test', scopes, id: 'id-other' },
  { key: KEYS.scopeless, tenant: 'acme', environment: 'test', scopes: [], id: 'id-scopeless' },
  { key: KEYS.expired, tenant: 'acme', environment: 'test', scopes, expiresAt: START },
  { key: KEYS.revoked, tenant: 'acme', environment: 'test', scopes, revokedAt: START - 1 },
];

export interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: JsonObject;
  /** The error of the answer; empty when it is none. */
  readonly error: JsonObject;
  /** `param code` of each detail. */
  readonly details: string[];
}

export interface SendOptions {
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly raw?: string | Uint8Array;
  readonly address?: string;
}

export interface TestEngine {
  readonly engine: Engine;
  readonly store: MemoryStore;
  /** The clock, to be moved by hand. */
  now: number;
  readonly logged: Readonly<Record<string, unknown>>[];
  send(method: string, target: string, body?: Json, options?: SendOptions): Promise<Sent>;
}

/** Makes an engine over a memory store with a clock that stands still. */
export function testEngine(options: Partial<EngineOptions> = {}): TestEngine {
  const store = memoryStore({ keys: memoryKeys, ...(options.manifest ? { manifest: options.manifest } : {}) });
  const logged: Readonly<Record<string, unknown>>[] = [];
  const test: TestEngine = {
    engine: createEngine({
      store,
      clock: () => test.now,
      limits: 'off',
      logger: { error: (fields) => void logged.push(fields) },
      ...options,
    }),
    store,
    now: START,
    logged,
    async send(method, target, body, { key = KEYS.main, headers = {}, raw, address } = {}) {
      const text = raw ?? (body === undefined ? '' : JSON.stringify(body));
      return sent(
        await test.engine.handle({
          method,
          target,
          headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'x-api-key': key }), ...headers },
          body: typeof text === 'string' ? new TextEncoder().encode(text) : text,
          address,
        }),
      );
    },
  };
  return test;
}

function sent({ status, headers, body }: EngineResponse): Sent {
  const json = JSON.parse(body) as JsonObject;
  const error = (json['error'] ?? {}) as JsonObject;
  const details = (error['details'] ?? []) as { param: string; code: string }[];
  return { status, headers, json, error, details: details.map(({ param, code }) => `${param} ${code}`) };
}

/** A good body of the generated contract. */
export const INVOICE = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
} as const;

export const PATH = '/revenue/invoices';
