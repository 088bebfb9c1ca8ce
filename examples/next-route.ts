// app/api/revenue/[...path]/route.ts: pages call `createClient({ baseUrl: '/api' })` and never see the key.
import { createProxy } from '@thrivestack-revenue/core/proxy';

const proxy = createProxy({
  baseUrl: process.env['REVENUE_API_URL'] ?? 'http://127.0.0.1:8787',
  prefix: '/api',
  // Find out here who asks: null answers 401.
  apiKey: (request) => (request.headers.has('cookie') ? (process.env['THRIVESTACK_API_KEY'] ?? null) : null),
});

export { proxy as DELETE, proxy as GET, proxy as POST, proxy as PUT };
