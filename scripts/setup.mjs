/**
 * Installs everything that this repository needs: pnpm and a newer Node from the npm registry, then the
 * dependencies of the lockfile. Runs on a bare Node 20 with npm; a second run is instant.
 */
import { setUp, showTools } from './lib/install.mjs';
import { main } from './lib/stop.mjs';

await main(async () => {
  await setUp();
  await showTools();
});
