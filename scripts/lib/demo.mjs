import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepareLedger, prepareState, serverBin } from './ledger.mjs';
import { HOST } from './ports.mjs';
import { startService, untilReady } from './service.mjs';
import { step } from './steps.mjs';
import { inRoot, toolEnvironment } from './workspace.mjs';

const dashboardDir = inRoot('apps', 'dashboard');

/** The built server, or with `entry` another way into it. */
function startApi({ port, dataDir, show, entry = [serverBin] }) {
  return startService({
    name: 'The API',
    // Spelled out, so that no REVENUE_… variable of the terminal changes where it listens or hides its log.
    args: [...entry, 'serve', '--port', String(port), '--host', HOST, '--data', dataDir, '--log-level', 'info'],
    logFile: join(dataDir, 'logs', 'api.log'),
    show,
  });
}

function startDashboard({ port, apiUrl, dataDir, sessionSecret, show, command = 'start' }) {
  const next = createRequire(join(dashboardDir, 'package.json')).resolve('next/dist/bin/next');
  return startService({
    name: 'The dashboard',
    args: [next, command, '-H', HOST, '-p', String(port)],
    cwd: dashboardDir,
    env: toolEnvironment({ REVENUE_API_URL: apiUrl, DASHBOARD_SESSION_SECRET: sessionSecret }),
    logFile: join(dataDir, 'logs', 'dashboard.log'),
    show,
  });
}

/**
 * Runs the API and the dashboard and waits until both answer and the ledger is ready.
 * @param {{
 *   ports: { api: number, dashboard: number },
 *   dataDir: string,
 *   empty?: boolean,
 *   develop?: boolean,
 *   apiEntry?: string[],
 * }} options `develop` shows the logs and runs `next dev`
 * @returns {Promise<{ apiUrl: string, dashboardUrl: string, apiKey: string, failed: Promise<never> }>}
 *   `failed` rejects when one of them ends by itself
 */
export async function runDemo({ ports, dataDir, empty = false, develop = false, apiEntry }) {
  const apiUrl = `http://${HOST}:${ports.api}`;
  const dashboardUrl = `http://${HOST}:${ports.dashboard}`;
  const state = await prepareState(dataDir, empty);
  const common = { dataDir, show: develop };
  const api = startApi({ ...common, port: ports.api, entry: apiEntry });
  const dashboard = startDashboard({
    ...common,
    port: ports.dashboard,
    apiUrl,
    sessionSecret: state.sessionSecret,
    command: develop ? 'dev' : 'start',
  });
  await step('Starting the API and the dashboard', () =>
    Promise.all([
      untilReady(api, { url: `${apiUrl}/readyz`, announcement: /"msg":"listening"/ }),
      untilReady(dashboard, { url: dashboardUrl, announcement: /Ready in/ }),
    ]),
  );
  const failed = Promise.race([api.failed, dashboard.failed]);
  const { apiKey } = await Promise.race([prepareLedger(apiUrl, dataDir, state), failed]);
  return { apiUrl, dashboardUrl, apiKey, failed };
}
