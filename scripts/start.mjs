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
import { parseArgs } from 'node:util';
import { runDemo } from './lib/demo.mjs';
import { setUp } from './lib/install.mjs';
import { exitCodeOnInterrupt, interrupted, stopAll } from './lib/interrupt.mjs';
import { prepareDataDir } from './lib/local-state.mjs';
import { assertFree, portsFrom } from './lib/ports.mjs';
import { say, seconds, step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { generate, turbo } from './lib/turbo.mjs';
import { inRoot } from './lib/workspace.mjs';

function options() {
  try {
    return parseArgs({ options: { empty: { type: 'boolean' } }, allowPositionals: false }).values;
  } catch (error) {
    throw new Stop(`${error.message.split('. ')[0]}. The only option is --empty: npm start -- --empty`);
  }
}

async function assertPortsFree(ports) {
  await assertFree(ports.api, 'API_PORT');
  await assertFree(ports.dashboard, 'DASHBOARD_PORT');
}

await main(async () => {
  const started = Date.now();
  const { empty } = options();
  const ports = portsFrom(process.env);
  await assertPortsFree(ports);
  const dataDir = inRoot('.data');
  prepareDataDir(dataDir);
  await setUp();
  await step('Generating from spec/openapi.yaml', generate);
  await step('Building (about a minute the first time)', () => turbo('build'));
  // The build may have taken a while.
  await assertPortsFree(ports);
  try {
    const { apiUrl, dashboardUrl, apiKey, failed } = await runDemo({ ports, dataDir, empty });
    exitCodeOnInterrupt(0);
    say(`
Ready after ${seconds(Date.now() - started)}.

  Dashboard  ${dashboardUrl}
  API        ${apiUrl}
  API key    ${apiKey}

Sign in to the dashboard with the key (kept in .data/local.json). Logs: .data/logs. Stop with Ctrl-C.`);
    await failed;
  } finally {
    if (!interrupted()) await stopAll();
  }
});
