// Pages of this app call `createClient({ baseUrl: '/api' })` and never see the key.
import { Readable } from 'node:stream';
import { createProxy } from '@thrivestack-revenue/core/proxy';
import express, { type Express, type Request as ExpressRequest } from 'express';

const proxy = createProxy({
  baseUrl: process.env['REVENUE_API_URL'] ?? 'http://127.0.0.1:8787',
  prefix: '/api',
  // Find out here who asks: null answers 401.
  apiKey: (request) => (request.headers.has('cookie') ? (process.env['THRIVESTACK_API_KEY'] ?? null) : null),
});

export const app: Express = express();

// Before any body parser: the proxy reads the body itself.
app.all('/api/revenue/{*path}', async (request, response) => {
  const answer = await proxy(webRequest(request));
  response.status(answer.status).setHeaders(answer.headers);
  response.end(await answer.text());
});

function webRequest(request: ExpressRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const url = new URL(request.originalUrl, `${request.protocol}://${request.headers.host}`);
  if (request.method === 'GET') return new Request(url, { headers });
  const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
  // A body that is a stream has to say so.
  const stream: RequestInit & { duplex: 'half' } = { method: request.method, headers, body, duplex: 'half' };
  return new Request(url, stream);
}
