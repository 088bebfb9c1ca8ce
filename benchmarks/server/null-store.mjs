/** Our HTTP server and engine, as built, over a store that keeps nothing: what is left is all that is not storage. */
import { createEngine, generateKey, hashKey, keyPrefix } from '@thrivestack-revenue/engine';
import { createHttpServer, createKeyVerifier } from '@thrivestack-revenue/server';

const key = process.env.API_KEY || generateKey('test');
const record = {
  id: 'key_1',
  prefix: keyPrefix(key),
  hash: await hashKey(key),
  tenant: 'acme',
  environment: 'test',
  scopes: ['revenue'],
};
const store = {
  write: async ({ id }) => ({ ok: true, replayed: false, body: `{"success":true,"invoice_id":${JSON.stringify(id)}}` }),
};
const verifyKey = createKeyVerifier((prefix) => (prefix === record.prefix ? record : undefined));
const engine = createEngine({ store, verifyKey, limits: 'off' });
createHttpServer({ engine, check: () => {}, isDraining: () => false }).listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGINT', () => process.exit());
