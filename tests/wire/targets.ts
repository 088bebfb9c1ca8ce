import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEngine,
  type EngineResponse,
  generateKey,
  hashKey,
  keyPrefix,
  memoryStore,
} from '@thrivestack-revenue/engine';
import { createRevenueHandlers } from '@thrivestack-revenue/msw';
import { createHttpServer, createKeyVerifier, openSqliteStore } from '@thrivestack-revenue/server';
import { setupServer } from 'msw/node';
import { openForWriting, prepareFile } from '../../packages/server/src/store/database.ts';
import { insertKey } from '../../packages/server/src/store/key-table.ts';
import { migrate } from '../../packages/server/src/store/migrations.ts';
import type { KeyName, WireRequest } from './cases.ts';

/** Something that speaks the API, with a store of its own. */
export interface Target {
  send(request: WireRequest): Promise<EngineResponse>;
  close(): Promise<void>;
}

/** A moment that stands still, so that every target stamps its rows alike. */
const NOW = Date.parse('2026-01-15T12:00:00.000Z');

const KEYS = {
  main: { key: generateKey('test'), tenant: 'acme', environment: 'test', scopes: ['revenue'] },
  'no-scope': { key: generateKey('test'), tenant: 'acme', environment: 'test', scopes: [] },
  'other-tenant': { key: generateKey('test'), tenant: 'globex', environment: 'test', scopes: ['revenue'] },
  live: { key: generateKey('live'), tenant: 'acme', environment: 'live', scopes: ['revenue'] },
} as const;

export const keys = Object.values(KEYS);

/** The key that a step is sent with; undefined for none. */
export function keyOf(name: KeyName = 'main'): string | undefined {
  if (name === 'none') return undefined;
  return name === 'bad' ? generateKey('test') : KEYS[name].key;
}

/** Headers and bytes of a step. */
export function encode(request: WireRequest): { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> } {
  const text = request.raw ?? (request.body === undefined ? '' : JSON.stringify(request.body));
  const key = keyOf(request.key);
  const headers: Record<string, string> = {
    ...(text === '' && request.raw === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'x-api-key': key }),
  };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return { headers, body: new TextEncoder().encode(text) };
}

/** How a target is set up. */
export interface TargetOptions {
  /** `off` for more requests than a key may send at once: the clock stands still. */
  readonly limits?: 'off';
}

/** The engine's own handler on the memory store. */
export async function memoryTarget(options: TargetOptions = {}): Promise<Target> {
  const engine = createEngine({ store: memoryStore({ keys }), clock: () => NOW, ...options });
  return {
    send: (request) => engine.handle({ method: request.method, target: request.path, ...encode(request) }),
    close: async () => {},
  };
}

/** The server over HTTP on a SQLite file. */
export async function serverTarget(options: TargetOptions = {}): Promise<Target & { readonly url: string }> {
  const data = mkdtempSync(join(tmpdir(), 'revenue-wire-'));
  const file = prepareFile(data);
  const database = openForWriting(file);
  migrate(database);
  for (const { key, ...rest } of keys) {
    insertKey(database, {
      ...rest,
      id: keyPrefix(key),
      prefix: keyPrefix(key),
      hash: await hashKey(key),
      createdAt: NOW,
    });
  }
  database.close();
  const store = openSqliteStore({ data });
  const verifyKey = createKeyVerifier(
    (prefix) => store.key(prefix),
    () => NOW,
  );
  const engine = createEngine({ store, verifyKey, clock: () => NOW, ...options });
  const server = createHttpServer({ engine, isDraining: () => false, check: () => store.check() });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    send: (request) => overFetch(url, request),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Sends a step with the platform's fetch. */
export async function overFetch(url: string, request: WireRequest): Promise<EngineResponse> {
  const { headers, body } = encode(request);
  const response = await fetch(url + request.path, {
    method: request.method,
    headers,
    ...(request.method === 'GET' ? {} : { body }),
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

/** The mock: a page's own fetch, answered by msw. */
export async function mockTarget({ limits }: TargetOptions = {}): Promise<Target> {
  const url = 'https://mock.test/prefix';
  const handlers = createRevenueHandlers({ baseUrl: url, keys, limits: limits ?? {}, clock: () => NOW });
  const server = setupServer(...handlers);
  server.listen({ onUnhandledFrame: 'error' });
  return {
    send: (request) => overFetch(url, request),
    close: async () => server.close(),
  };
}
