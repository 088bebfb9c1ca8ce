/** Makes versions of the pending changesets, and keeps the contract as the one that was released with them. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { say } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { inRoot, nodeBinary, root, toolEnvironment } from './lib/workspace.mjs';

await main(async () => {
  const pending = readdirSync(inRoot('.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  // Without a version nothing is released: a contract that changed must go on asking for one.
  if (pending.length === 0) {
    say('No changeset is pending: versions and spec/released.yaml stay as they are.');
    return;
  }
  const options = { cwd: root, env: toolEnvironment(), stdio: 'inherit' };
  const { status, error } = spawnSync(
    nodeBinary(),
    [inRoot('node_modules/@changesets/cli/bin.js'), 'version'],
    options,
  );
  if (error || status !== 0) throw new Stop('`changeset version` failed; spec/released.yaml stays as it is.');
  // The client says its version in a header: that file is generated from package.json.
  const generated = spawnSync(nodeBinary(), [inRoot('packages/codegen/src/main.ts')], options);
  if (generated.error || generated.status !== 0) throw new Stop('Generating with the new versions failed.');
  copyFileSync(inRoot('spec/openapi.yaml'), inRoot('spec/released.yaml'));
  say('spec/released.yaml is the contract of these versions now.');
});
