import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CreateInvoice } from '@thrivestack-revenue/core';
import { createClient } from '@thrivestack-revenue/core';
import { freePort, ROOT, run, type Service, startService } from './processes.ts';

const SERVER = path.join(ROOT, 'packages', 'server', 'bin', 'revenue-server.mjs');
const DASHBOARD = path.join(ROOT, 'apps', 'dashboard');

export interface CreatedKey {
  readonly id: string;
  readonly key: string;
}

/** The built API server and the built dashboard, with a data folder of their own. */
export interface Stack {
  readonly url: string;
  /** Keys of two tenants. */
  readonly one: CreatedKey;
  readonly two: CreatedKey;
  /** Stores invoices past the dashboard. */
  seed(key: CreatedKey, invoices: readonly CreateInvoice[]): Promise<void>;
  revoke(key: CreatedKey): Promise<void>;
  createKey(tenant: string): Promise<CreatedKey>;
  /** Ends the API as a crash does. */
  killApi(): Promise<void>;
  /** Starts the API again, on the same data and port. */
  startApi(): Promise<void>;
  close(): Promise<void>;
}

export async function startStack(): Promise<Stack> {
  const data = await mkdtemp(path.join(tmpdir(), 'revenue-e2e-'));
  const [apiPort, port] = [await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const url = `http://127.0.0.1:${port}`;
  const createKey = async (tenant: string): Promise<CreatedKey> => {
    const args = [
      'keys',
      'create',
      '--data',
      data,
      '--tenant',
      tenant,
      '--env',
      'test',
      '--scope',
      'revenue',
      '--json',
    ];
    return JSON.parse(await run(SERVER, args)) as CreatedKey;
  };
  const [one, two] = [await createKey('one'), await createKey('two')];

  let api: Service | undefined;
  const startApi = async () => {
    const args = ['serve', '--port', String(apiPort), '--host', '127.0.0.1', '--data', data];
    api = await startService({ file: SERVER, args, cwd: ROOT, env: {}, readyUrl: `${apiUrl}/readyz` });
  };
  await startApi();
  const dashboard = await startService({
    file: path.join(DASHBOARD, 'node_modules', 'next', 'dist', 'bin', 'next'),
    args: ['start', '-H', '127.0.0.1', '-p', String(port)],
    cwd: DASHBOARD,
    env: { REVENUE_API_URL: apiUrl, DASHBOARD_SESSION_SECRET: randomBytes(32).toString('base64') },
    readyUrl: `${url}/sign-in`,
  });

  return {
    url,
    one,
    two,
    createKey,
    startApi,
    async seed({ key }, invoices) {
      const client = createClient({ apiKey: key, baseUrl: apiUrl });
      for (const invoice of invoices) await client.invoices.create(invoice);
    },
    revoke: async ({ id }) => void (await run(SERVER, ['keys', 'revoke', id, '--data', data])),
    killApi: async () => api?.end('SIGKILL'),
    async close() {
      await Promise.all([api?.end('SIGTERM'), dashboard.end('SIGTERM')]);
      await rm(data, { recursive: true, force: true });
    },
  };
}
