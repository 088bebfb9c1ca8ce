/**
 * Starts everything on one machine: sets up, generates, builds, runs the API and the dashboard, waits
 * until both answer, and prints both addresses and a key to sign in with.
 *
 *   npm start                 the first start fills the ledger with sample data
 *   npm start -- --empty      the first start leaves it empty
 *   API_PORT=8788 DASHBOARD_PORT=3001 npm start
 *
 * Ctrl-C stops everything: exit code 0, or 130 when nothing was running yet. Everything that is kept
 * lies under .data/; delete that folder to begin again.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp } from './lib/install.mjs';
import { exitCodeOnInterrupt, interrupted, stopAll } from './lib/interrupt.mjs';
import { newSecret, prepareDataDir, readState, stateFile, writeState } from './lib/local-state.mjs';
import { assertFree, HOST, portsFrom } from './lib/ports.mjs';
import { lastLines, run } from './lib/process.mjs';
import { pushRows } from './lib/seed.mjs';
import { startService, untilReady } from './lib/service.mjs';
import { say, seconds, step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { generate, turbo } from './lib/turbo.mjs';
import { inRoot, nodeBinary, root, toolEnvironment } from './lib/workspace.mjs';
import { sampleInvoices } from './sample-data.mjs';

const TENANT = 'demo';
const serverBin = inRoot('packages', 'server', 'bin', 'revenue-server.mjs');

function options() {
  try {
    return parseArgs({ options: { empty: { type: 'boolean' } }, allowPositionals: false }).values;
  } catch (error) {
    throw new Stop(`${error.message} Known: npm start -- --empty`);
  }
}

/** Makes a key of the test environment; only the server's own command knows how. */
async function createKey(dataDir) {
  const args = [
    serverBin,
    'keys',
    'create',
    '--data',
    dataDir,
    '--tenant',
    TENANT,
    '--env',
    'test',
    '--scope',
    'revenue',
  ];
  const { code, tail } = await run(nodeBinary(), [...args, '--json']);
  const line = tail.split('\n').find((text) => text.startsWith('{'));
  if (code !== 0 || !line) throw new Stop(`No key could be made.\n${lastLines(tail)}`);
  return JSON.parse(line).key;
}

/** Reads what the last start left, or makes it: key, session secret, what to do about sample data. */
async function prepareState(dataDir, empty) {
  const known = readState(dataDir);
  if (known) return known;
  const state = {
    apiKey: await createKey(dataDir),
    sessionSecret: newSecret(),
    sampleData: { state: empty ? 'none' : 'pending', today: new Date().toISOString().slice(0, 10) },
  };
  writeState(dataDir, state);
  return state;
}

function startApi(port, dataDir) {
  return startService({
    name: 'The API',
    args: [serverBin, 'serve', '--port', String(port), '--host', HOST, '--data', dataDir],
    logFile: join(dataDir, 'logs', 'api.log'),
  });
}

function startDashboard(ports, dataDir, sessionSecret) {
  const cwd = inRoot('apps', 'dashboard');
  const next = createRequire(join(cwd, 'package.json')).resolve('next/dist/bin/next');
  return startService({
    name: 'The dashboard',
    args: [next, 'start', '-H', HOST, '-p', String(ports.dashboard)],
    cwd,
    env: toolEnvironment({
      REVENUE_API_URL: `http://${HOST}:${ports.api}`,
      DASHBOARD_SESSION_SECRET: sessionSecret,
    }),
    logFile: join(dataDir, 'logs', 'dashboard.log'),
  });
}

async function client(apiUrl, apiKey) {
  const { createClient } = await import(pathToFileURL(inRoot('packages', 'core', 'dist', 'index.js')).href);
  return createClient({ baseUrl: apiUrl, apiKey, maxRetries: 10 });
}

/** A ledger that was deleted beside its local.json no longer knows the key: makes another one. */
async function assureKey(apiUrl, dataDir, state) {
  const revenue = await client(apiUrl, state.apiKey);
  try {
    await revenue.invoices.list({ limit: 1 });
    return state;
  } catch (error) {
    if (error.status !== 401) throw error;
    say('  The ledger does not know the key of the last start; making a new one.');
    const renewed = { ...state, apiKey: await createKey(dataDir) };
    writeState(dataDir, renewed);
    return renewed;
  }
}

/** Fills the ledger once; a start that was interrupted while filling is continued by the next. */
async function seedOnce(apiUrl, dataDir, state) {
  if (state.sampleData?.state !== 'pending') return;
  const revenue = await client(apiUrl, state.apiKey);
  const rows = sampleInvoices({ today: new Date(`${state.sampleData.today}T00:00:00Z`) });
  await step(`Pushing ${rows.length} sample invoices through the API`, () =>
    pushRows({
      rows,
      create: (row) => revenue.invoices.create(row),
      onProgress: (done) => {
        if (done % 100 === 0) say(`  ${done} of ${rows.length}`);
      },
    }),
  );
  writeState(dataDir, { ...state, sampleData: { ...state.sampleData, state: 'done' } });
}

async function startAll(ports, dataDir, empty) {
  const apiUrl = `http://${HOST}:${ports.api}`;
  const dashboardUrl = `http://${HOST}:${ports.dashboard}`;
  await assertFree(ports.api, 'API_PORT');
  await assertFree(ports.dashboard, 'DASHBOARD_PORT');
  let state = await prepareState(dataDir, empty);
  const api = startApi(ports.api, dataDir);
  const dashboard = startDashboard(ports, dataDir, state.sessionSecret);
  await step('Starting the API and the dashboard', () =>
    Promise.all([
      untilReady(api, { url: `${apiUrl}/readyz`, announcement: /"msg":"listening"/ }),
      untilReady(dashboard, { url: dashboardUrl, announcement: /Ready in/ }),
    ]),
  );
  const failed = Promise.race([api.failed, dashboard.failed]);
  state = await Promise.race([assureKey(apiUrl, dataDir, state), failed]);
  await Promise.race([seedOnce(apiUrl, dataDir, state), failed]);
  return { apiUrl, dashboardUrl, state, failed };
}

await main(async () => {
  const started = Date.now();
  const { empty } = options();
  const ports = portsFrom(process.env);
  await assertFree(ports.api, 'API_PORT');
  await assertFree(ports.dashboard, 'DASHBOARD_PORT');
  const dataDir = join(root, '.data');
  prepareDataDir(dataDir);
  await setUp();
  await step('Generating from spec/openapi.yaml', generate);
  await step('Building (about a minute the first time)', () => turbo('build'));
  try {
    const { apiUrl, dashboardUrl, state, failed } = await startAll(ports, dataDir, empty);
    exitCodeOnInterrupt(0);
    say(`
Ready after ${seconds(Date.now() - started)}.

  Dashboard  ${dashboardUrl}
  API        ${apiUrl}
  API key    ${state.apiKey}

Sign in to the dashboard with the key (kept in ${stateFile('.data')}). Logs: .data/logs. Stop with Ctrl-C.`);
    await failed;
  } finally {
    if (!interrupted()) await stopAll();
  }
});
