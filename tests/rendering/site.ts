import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@thrivestack-revenue/core';
import { freePort, ROOT, run, startService } from '../e2e/processes.ts';
import { APP, NEXT, nextEnv } from './build-app.ts';
import { jitter } from './jitter.ts';
import { type Relay, startRelay } from './relay.ts';

const SERVER = join(ROOT, 'packages', 'server', 'bin', 'revenue-server.mjs');

/** The app on the API server itself, with a relay before each. */
export interface Site {
  /** Where a browser finds the app. */
  readonly url: string;
  /** The API key that only the app's server may know. */
  readonly key: string;
  /** Where the API server is. */
  readonly apiUrl: string;
  /** Between the app's server and the API. */
  readonly toApi: Relay;
  /** Between the browser and the app; absent for a development server, whose sockets it does not pass. */
  readonly toApp: Relay | undefined;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** Of the delays; printed. */
  readonly seed: number;
  /** `dev` runs React's development build, which tells of everything that differs. */
  readonly mode?: 'start' | 'dev';
}

/** Starts the API server with five invoices, and the app. */
export async function startSite({ seed, mode = 'start' }: SiteOptions): Promise<Site> {
  const data = await mkdtemp(join(tmpdir(), 'revenue-rendering-'));
  const create = ['keys', 'create', '--tenant', 'one', '--env', 'test', '--scope', 'revenue', '--json'];
  const { key } = JSON.parse(await run(SERVER, [...create, '--data', data])) as { key: string };
  const [apiPort, appPort] = [await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const api = await startService({
    file: SERVER,
    // All loads are of one key.
    args: ['serve', '--port', String(apiPort), '--host', '127.0.0.1', '--data', data, '--rate-limit', 'off'],
    cwd: ROOT,
    env: {},
    readyUrl: `${apiUrl}/readyz`,
  });
  const client = createClient({ baseUrl: apiUrl, apiKey: key });
  for (let number = 1; number <= 5; number += 1) {
    await client.invoices.create({
      invoice_id: `inv_${number}`,
      customer_id: 'cust_1',
      group_id: 'group_1',
      issue_date: `2024-01-1${number}T00:00:00Z`,
      amount: number * 10.01,
    });
  }
  const toApi = await startRelay(apiUrl, jitter(seed, 20));
  const appUrl = `http://127.0.0.1:${appPort}`;
  const app = await startService({
    file: NEXT,
    args: [mode, '-H', '127.0.0.1', '-p', String(appPort)],
    cwd: APP,
    env: {
      ...nextEnv(),
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      REVENUE_API_URL: toApi.url,
      REVENUE_API_KEY: key,
    },
    readyUrl: `${appUrl}/mismatch`,
  });
  const toApp = mode === 'dev' ? undefined : await startRelay(appUrl, jitter(seed + 1, 10));
  return {
    url: toApp?.url ?? appUrl,
    key,
    apiUrl,
    toApi,
    toApp,
    async close() {
      await app.end('SIGTERM');
      await Promise.all([api.end('SIGTERM'), toApi.close(), toApp?.close()]);
      await rm(data, { recursive: true, force: true });
    },
  };
}
