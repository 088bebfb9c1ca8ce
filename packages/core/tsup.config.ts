import { rmSync } from 'node:fs';
import type { Options } from 'tsup';
import { options } from '../../tsup.shared.ts';

/*
 * What an import costs is files: each takes Node longer to find than to run. So nothing is cut into chunks: of
 * `./functions` two files are read, itself and a transport, and of `.` one more.
 */

const functions = { functions: 'src/generated/functions-entry.gen.ts' };

/** The sides of `#transport`: the `imports` of package.json choose one when the package is used. */
const transports = {
  'transport-browser': 'src/transport-browser.ts',
  'transport-fetch': 'src/transport-fetch.ts',
  'transport-node': 'src/transport-node.ts',
};

const others = {
  index: 'src/generated/index.gen.ts',
  observe: 'src/observe.ts',
  proxy: 'src/proxy.ts',
  testing: 'src/testing.ts',
  validators: 'src/generated/validators.gen.ts',
};

/** Everything here is public in `./functions`, which holds the only copy of it: classes must be the same everywhere. */
const SHARED = /\/(surface|errors|guards|client|functions\.gen)\.ts$/;

const fromFunctions: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'from ./functions',
  setup({ initialOptions, onResolve }) {
    const path = initialOptions.format === 'cjs' ? './functions.cjs' : './functions.js';
    onResolve({ filter: SHARED }, () => ({ path, external: true, sideEffects: false }));
  },
};

const shared: Options = {
  clean: false,
  splitting: false,
  external: ['#transport'],
  // The one private package: its code goes into ./validators, so that core keeps no dependency.
  noExternal: ['@thrivestack-revenue/validation'],
};

// Here and not by the two builds: they run at once, and would clean away what the other has written.
rmSync('dist', { recursive: true, force: true });

export default [
  options({ ...functions, ...transports }, { ...shared, dts: false }),
  options(others, {
    ...shared,
    esbuildPlugins: [fromFunctions],
    dts: { entry: { ...functions, ...others, ...transports } },
  }),
];
