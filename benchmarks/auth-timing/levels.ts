import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine, generateKey, keyPrefix, manifest, memoryStore } from '@thrivestack-revenue/engine';
import { createKeyVerifier, openSqliteStore, type SqliteStore } from '@thrivestack-revenue/server';
import { openForWriting, prepareFile } from '../../packages/server/src/store/database.ts';
import { insertKey, type StoredKey } from '../../packages/server/src/store/key-table.ts';
import { migrate } from '../../packages/server/src/store/migrations.ts';
import type { KnownKeys } from './bad-keys.ts';
import type { Probe } from './measure.ts';

/** Keys of other tenants, so that a look-up has something to look through. */
const OTHERS = 1000;
const PATH = manifest.builtins[0]?.path ?? '/';

/** A folder with keys of every kind. */
export interface Folder {
  readonly data: string;
  readonly known: KnownKeys;
  readonly remove: () => void;
}

/** Makes a data folder whose database knows a good, a revoked and an expired key, and a thousand others. */
export function makeFolder(): Folder {
  const data = mkdtempSync(join(tmpdir(), 'revenue-auth-timing-'));
  const database = openForWriting(prepareFile(data));
  migrate(database);
  const [good, revoked, expired, nobody] = [1, 2, 3, 4].map(() => generateKey('test')) as [
    string,
    string,
    string,
    string,
  ];
  const known = { good, revoked, expired, nobody };
  const add = (key: string, more: Partial<StoredKey> = {}): void => insertKey(database, { ...recordOf(key), ...more });
  database.transaction(() => {
    add(known.good);
    add(known.revoked, { revokedAt: Date.now() - 1000 });
    add(known.expired, { expiresAt: Date.now() - 1000 });
    for (let index = 0; index < OTHERS; index += 1) add(generateKey('live'));
  })();
  database.close();
  return { data, known, remove: () => rmSync(data, { recursive: true, force: true }) };
}

function recordOf(key: string): StoredKey {
  return {
    id: keyPrefix(key),
    prefix: keyPrefix(key),
    hash: createHash('sha256').update(key).digest('hex'),
    tenant: 'acme',
    environment: 'test',
    scopes: [...manifest.scopes],
    createdAt: Date.now() - 1_000_000,
  };
}

/** The server's check of a key by itself. */
export function checkProbe(store: SqliteStore): Probe {
  const verify = createKeyVerifier((prefix) => store.key(prefix));
  return async (key) => {
    const start = process.hrtime.bigint();
    const principal = verify(key);
    const end = process.hrtime.bigint();
    if (principal) throw new Error('A bad key was taken for a good one.');
    return Number(end - start);
  };
}

/** An engine over the server's store and check, as the server has it. */
export function serverEngine(store: SqliteStore): Engine {
  return createEngine({ store, verifyKey: createKeyVerifier((prefix) => store.key(prefix)), limits: 'off' });
}

/** An engine over the memory store, with the check that engine has by itself. */
export function memoryEngine(known: KnownKeys): Engine {
  const base = { tenant: 'acme', environment: 'test', scopes: [...manifest.scopes] } as const;
  const past = Date.now() - 1000;
  const keys = [
    { ...base, key: known.good },
    { ...base, key: known.revoked, revokedAt: past },
    { ...base, key: known.expired, expiresAt: past },
    ...Array.from({ length: OTHERS }, () => ({ ...base, key: generateKey('live') })),
  ];
  return createEngine({ store: memoryStore({ keys }), limits: 'off' });
}

/** A whole request to an engine, without HTTP. */
export function engineProbe(engine: Engine): Probe {
  const body = new Uint8Array();
  return async (key) => {
    const headers = key === '' ? {} : { [manifest.keyHeader]: key };
    const start = process.hrtime.bigint();
    const { status } = await engine.handle({ method: 'GET', target: PATH, headers, body });
    const end = process.hrtime.bigint();
    if (status !== 401) throw new Error(`A bad key was answered ${status}.`);
    return Number(end - start);
  };
}

/** Requests over one connection, one after the other. All are equally long: what a client sends is no secret to it. */
export async function httpProbe(port: number): Promise<{ probe: Probe; close: () => void }> {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  let arrived: ((text: string) => void) | undefined;
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (!text.endsWith('}')) return;
    arrived?.(text);
    text = '';
  });
  const head = `GET ${PATH} HTTP/1.1\r\nhost: localhost\r\n`;
  const other = 'x'.repeat(manifest.keyHeader.length);
  const probe: Probe = async (key) => {
    const line = key === '' ? `${other}: ${'0'.repeat(68)}` : `${manifest.keyHeader}: ${key}`;
    const answer = new Promise<string>((resolve) => {
      arrived = resolve;
    });
    const start = process.hrtime.bigint();
    socket.write(`${head}${line}\r\n\r\n`);
    const found = await answer;
    const end = process.hrtime.bigint();
    if (!found.startsWith('HTTP/1.1 401 ')) throw new Error(`A bad key was answered: ${found.slice(0, 40)}`);
    return Number(end - start);
  };
  return { probe, close: () => void socket.destroy() };
}

export { openSqliteStore };
