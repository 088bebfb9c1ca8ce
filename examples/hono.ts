// Pages of this app call `createClient({ baseUrl: '/api' })` and never see the key.
import { createProxy } from '@thrivestack-revenue/core/proxy';
import { Hono } from 'hono';

const proxy = createProxy({
  baseUrl: process.env['REVENUE_API_URL'] ?? 'http://127.0.0.1:8787',
  prefix: '/api',
  // Find out here who asks: null answers 401.
  apiKey: (request) => (request.headers.has('cookie') ? (process.env['THRIVESTACK_API_KEY'] ?? null) : null),
});

/** `export default app` in a worker; `serve(app)` of `@hono/node-server` on Node. */
export const app: Hono = new Hono();
app.all('/api/revenue/*', (context) => proxy(context.req.raw));
