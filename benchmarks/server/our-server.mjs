/** Our HTTP server, engine and store, as built; BATCH_LIMIT=1 makes each write a transaction of its own. */
import { createEngine } from '@thrivestack-revenue/engine';
import { createHttpServer, createKeyVerifier, openSqliteStore } from '@thrivestack-revenue/server';

const batchLimit = Number(process.env.BATCH_LIMIT) || undefined;
const store = openSqliteStore({ data: process.env.DATA, ...(batchLimit ? { batchLimit } : {}) });
const engine = createEngine({ store, verifyKey: createKeyVerifier((prefix) => store.key(prefix)), limits: 'off' });
const server = createHttpServer({ engine, check: () => store.check(), isDraining: () => false });
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit());
