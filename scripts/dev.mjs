/**
 * Runs the API from its sources, restarted at every change, and the dashboard with hot reload; the logs
 * are shown. The dashboard uses the built packages, as users do: after a change in packages/core or
 * packages/react run `npm run build` beside it. Ports, key and data are those of `npm start`.
 */
import { runDemo } from './lib/demo.mjs';
import { setUp } from './lib/install.mjs';
import { exitCodeOnInterrupt, interrupted, stopAll } from './lib/interrupt.mjs';
import { prepareDataDir } from './lib/local-state.mjs';
import { assertFree, portsFrom } from './lib/ports.mjs';
import { say, step } from './lib/steps.mjs';
import { main } from './lib/stop.mjs';
import { generate, turbo } from './lib/turbo.mjs';
import { inRoot } from './lib/workspace.mjs';

const fromSource = [
  '--watch',
  '--conditions=@thrivestack-revenue/source',
  inRoot('packages', 'server', 'src', 'main.ts'),
];

await main(async () => {
  const ports = portsFrom(process.env);
  await assertFree(ports.api, 'API_PORT');
  await assertFree(ports.dashboard, 'DASHBOARD_PORT');
  const dataDir = inRoot('.data');
  prepareDataDir(dataDir);
  await setUp();
  await step('Generating from spec/openapi.yaml', generate);
  await step('Building the packages', () => turbo('build', ['--filter=./packages/*']));
  try {
    const { apiUrl, dashboardUrl, apiKey, failed } = await runDemo({
      ports,
      dataDir,
      develop: true,
      apiEntry: fromSource,
    });
    exitCodeOnInterrupt(0);
    say(`\n  Dashboard  ${dashboardUrl}\n  API        ${apiUrl}\n  API key    ${apiKey}\n`);
    await failed;
  } finally {
    if (!interrupted()) await stopAll();
  }
});
