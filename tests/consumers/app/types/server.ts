// The server in a program of one's own; compiled, never run.
import { createEngine, type KeyRecord } from '@thrivestack-revenue/engine';
import { createHttpServer, createKeyVerifier, openSqliteStore, type SqliteStore } from '@thrivestack-revenue/server';
import { same } from './same.js';

declare const found: KeyRecord | undefined;

const store: SqliteStore = openSqliteStore({ data: './data', batchLimit: 100 });
const engine = createEngine({ store, verifyKey: createKeyVerifier(() => found) });
export const server = createHttpServer({ engine, check: () => {}, isDraining: () => false });
server.listen(8787);
same<ReturnType<typeof store.close>, Promise<void>>(true);

// @ts-expect-error a database lies in a folder
openSqliteStore({});
// @ts-expect-error a limit is a number
openSqliteStore({ data: './data', queueLimit: 'none' });
// @ts-expect-error no server without an engine
createHttpServer({ check: () => {}, isDraining: () => false });
