import Fastify from 'fastify';
import { invoice, openStore } from './store.mjs';

const store = openStore(process.env.DATABASE);
const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  if (!store.keyFits(request.headers['x-api-key'])) return reply.code(401).send({ success: false });
});
app.post('/revenue/invoices', { schema: { body: invoice } }, (request, reply) => {
  const created = store.create(request.body);
  reply.code(created ? 200 : 400).send({ success: created, invoice_id: request.body.invoice_id });
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
