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
  type MemoryKey,
  memoryStore,
} from '@thrivestack-revenue/engine';
import { createRevenueHandlers } from '@thrivestack-revenue/msw';
import { createHttpServer, createKeyVerifier, openSqliteStore, type SqliteStore } from '@thrivestack-revenue/server';
import { setupServer } from 'msw/node';
import { openForWriting, prepareFile } from '../../packages/server/src/store/database.ts';
import { insertKey } from '../../packages/server/src/store/key-table.ts';
import type { KeyName, WireRequest } from './cases.ts';

/** Something that speaks the API, with a store of its own. */
export interface Target {
  send(request: WireRequest): Promise<EngineResponse>;
  close(): Promise<void>;
}

/** A moment that stands still, so that every target stamps its rows alike. */
const NOW = Date.parse('2026-01-15T12:00:00.000Z');

type GoodKey = Exclude<KeyName, 'none' | 'bad'>;

let generation = 0;
let current = makeKeys('');

function makeKeys(suffix: string): Readonly<Record<GoodKey, MemoryKey>> {
  const acme = `acme${suffix}`;
  return {
    main: { key: generateKey('test'), tenant: acme, environment: 'test', scopes: ['revenue'] },
    'no-scope': { key: generateKey('test'), tenant: acme, environment: 'test', scopes: [] },
    'other-tenant': { key: generateKey('test'), tenant: `globex${suffix}`, environment: 'test', scopes: ['revenue'] },
    live: { key: generateKey('live'), tenant: acme, environment: 'live', scopes: ['revenue'] },
  };
}

/**
 * Makes new keys. Those of tenants with a number behind their names meet nothing that was done before, in a shared
 * store either.
 */
export function renewKeys({ numbered }: { readonly numbered: boolean }): void {
  generation += 1;
  current = makeKeys(numbered ? `-${generation}` : '');
}

/** The keys that targets know. */
export function allKeys(): MemoryKey[] {
  return Object.values(current);
}

/** The key that a step is sent with; undefined for none. */
export function keyOf(name: KeyName = 'main'): string | undefined {
  if (name === 'none') return undefined;
  return name === 'bad' ? generateKey('test') : current[name].key;
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

/** How the server is set up. */
export interface ServerTargetOptions extends TargetOptions {
  /** A store for many targets, one after the other; default: one of its own. Its threads take time to start. */
  readonly shared?: SharedStore;
}

/** A SQLite store in a folder of its own. */
export interface SharedStore {
  readonly store: SqliteStore;
  /** Lets it know the keys of now. */
  addKeys(): Promise<void>;
  close(): Promise<void>;
}

/** The engine's own handler on the memory store. */
export async function memoryTarget(options: TargetOptions = {}): Promise<Target> {
  const engine = createEngine({ store: memoryStore({ keys: allKeys() }), clock: () => NOW, ...options });
  return {
    send: (request) => engine.handle({ method: request.method, target: request.path, ...encode(request) }),
    close: async () => {},
  };
}

/** Opens a SQLite store in a new folder. */
export function openSharedStore(): SharedStore {
  const data = mkdtempSync(join(tmpdir(), 'revenue-wire-'));
  const store = openSqliteStore({ data });
  return {
    store,
    async addKeys() {
      const hashed = await Promise.all(
        allKeys().map(async ({ key, ...rest }) => ({
          ...rest,
          id: keyPrefix(key),
          prefix: keyPrefix(key),
          hash: await hashKey(key),
          createdAt: NOW,
        })),
      );
      const database = openForWriting(prepareFile(data));
      for (const one of hashed) insertKey(database, one);
      database.close();
    },
    async close() {
      await store.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The server over HTTP on a SQLite file. */
export async function serverTarget(options: ServerTargetOptions = {}): Promise<Target & { readonly url: string }> {
  const { shared, ...rest } = options;
  const opened = shared ?? openSharedStore();
  const { store } = opened;
  await opened.addKeys();
  const verifyKey = createKeyVerifier(
    (prefix) => store.key(prefix),
    () => NOW,
  );
  const engine = createEngine({ store, verifyKey, clock: () => NOW, ...rest });
  const server = createHttpServer({ engine, isDraining: () => false, check: () => store.check() });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    send: (request) => overFetch(url, request),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (!shared) await opened.close();
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
  const handlers = createRevenueHandlers({ baseUrl: url, keys: allKeys(), limits: limits ?? {}, clock: () => NOW });
  const server = setupServer(...handlers);
  server.listen({ onUnhandledFrame: 'error' });
  return {
    send: (request) => overFetch(url, request),
    close: async () => server.close(),
  };
}
