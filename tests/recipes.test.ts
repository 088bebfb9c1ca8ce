import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, isAuthenticationError, isNotFoundError } from '@thrivestack-revenue/core';
import { fromHandler } from '@thrivestack-revenue/core/testing';
import { createApp, memoryStore } from '@thrivestack-revenue/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const KEY = 'key_of_the_server';
const invoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
};
const open: Server[] = [];

/** Serves on a port of the system's choice. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The API itself, on a port, with one key that it knows. */
function startApi(): Promise<string> {
  const ask = fromHandler(createApp({ store: memoryStore() }));
  return listen(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.headers['x-api-key'] !== KEY) return void response.writeHead(401).end();
      const { method = '', url, headers } = request;
      const body = method === 'GET' ? {} : { body: Buffer.concat(chunks).toString() };
      const answer = await ask(`http://api.test${url}`, {
        method,
        headers: headers as Record<string, string>,
        ...body,
      });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    }),
  );
}

type Page = (url: string, init: RequestInit) => Promise<Response>;

/** Each example as an app runs it, asked as a page of its own origin asks. */
const recipes: readonly (readonly [string, () => Promise<{ readonly origin: string; readonly page: Page }>])[] = [
  [
    'next-route',
    async () => {
      const routes = await import('../examples/next-route.ts');
      const handle = (request: Request): Promise<Response> =>
        routes[request.method as 'GET' | 'POST' | 'PUT' | 'DELETE'](request);
      return { origin: 'http://app.test', page: fromHandler(handle) };
    },
  ],
  [
    'hono',
    async () => {
      const { app } = await import('../examples/hono.ts');
      return { origin: 'http://app.test', page: fromHandler((request) => app.fetch(request)) };
    },
  ],
  [
    'express',
    async () => {
      const { app } = await import('../examples/express.ts');
      return { origin: await listen(createServer(app)), page: (url, init) => fetch(url, init) };
    },
  ],
];

beforeAll(async () => {
  process.env['REVENUE_API_URL'] = await startApi();
  process.env['THRIVESTACK_API_KEY'] = KEY;
});

afterAll(async () => {
  delete process.env['REVENUE_API_URL'];
  delete process.env['THRIVESTACK_API_KEY'];
  for (const server of open) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe.each(recipes)('examples/%s.ts', (name, start) => {
  it('lets a signed-in page write and read, and nobody else', async () => {
    const { origin, page } = await start();
    const asked: (string | undefined)[] = [];
    const client = (headers: Record<string, string>): ReturnType<typeof createClient> =>
      createClient({
        baseUrl: `${origin}/api`,
        apiKey: 'none_of_the_page',
        headers: { 'sec-fetch-site': 'same-origin', ...headers },
        maxRetries: 0,
        fetch: async (url, init) => {
          const response = await page(url, init);
          asked.push(response.headers.get('x-request-id') ?? undefined);
          return response;
        },
      });
    const signedIn = client({ cookie: 'session=1' }).invoices;
    const row = { ...invoice, invoice_id: `inv_${name}` };
    await signedIn.create(row);
    await signedIn.update({ invoice_id: row.invoice_id, amount: 5 });
    await expect(signedIn.get(row.invoice_id)).resolves.toMatchObject({ amount: 5 });
    await expect(signedIn.list({ limit: 1 })).resolves.toHaveProperty('data.length', 1);
    await signedIn.delete({ invoice_id: row.invoice_id });
    await expect(signedIn.get(row.invoice_id)).rejects.toSatisfy(isNotFoundError);
    await expect(client({}).invoices.get(row.invoice_id)).rejects.toSatisfy(isAuthenticationError);
    const foreign = client({ cookie: 'session=1', 'sec-fetch-site': 'cross-site' });
    await expect(foreign.invoices.create(row)).rejects.toMatchObject({ status: 403 });
    // Every answer had a name for support, the proxy's own ones too.
    expect(asked.every((id) => id !== undefined)).toBe(true);
  });
});
