import { defineConfig } from 'vitest/config';
import { oldestPeers } from './tests/oldest-peers/plugin.ts';

const source = '@thrivestack-revenue/source';
const node = [source, 'module', 'node', 'development|production'];
const browser = [source, 'module', 'browser', 'development|production'];

const env = { DO_NOT_TRACK: '1', NEXT_TELEMETRY_DISABLED: '1' };
/** A test that takes long on a busy machine is no failure; one that hangs is. In milliseconds. */
const testTimeout = 30_000;
/** A hundred changed contracts, each compared by a process of its own: what a change of the contract means. */
const specDiffSamples = 'packages/codegen/src/diff/samples-*.test.ts';
/** Makes property tests repeatable. */
const setupFiles = ['tests/fast-check.ts'];
const exclude = ['**/node_modules/**', '**/dist/**', '**/.next/**'];

/** Tests run on the sources: the export condition makes a build unnecessary. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'node',
          setupFiles,
          environment: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/*/**/*.test.ts',
            'scripts/**/*.test.mjs',
            'tests/*.test.ts',
            'tests/{faults,fuzz,security}/**/*.test.ts',
            'tests/mocks/{user,readme}.test.{ts,tsx}',
          ],
          exclude: [...exclude, specDiffSamples],
          env,
          testTimeout,
        },
      },
      {
        resolve: { conditions: browser },
        ssr: { resolve: { conditions: browser } },
        test: {
          // The client's tests once more, on the transport that every runtime but Node takes.
          name: 'fetch',
          setupFiles,
          environment: 'node',
          include: ['packages/core/src/*.test.ts'],
          exclude: [...exclude, 'packages/core/src/{transport-node,proxy-environment}.test.ts'],
          env,
          testTimeout,
        },
      },
      {
        resolve: { conditions: browser },
        ssr: { resolve: { conditions: browser } },
        test: {
          name: 'dom',
          setupFiles,
          environment: 'jsdom',
          include: ['packages/*/src/**/*.test.tsx', 'apps/*/**/*.test.tsx', 'tests/*.test.tsx'],
          exclude,
          env,
          testTimeout,
        },
      },
      {
        // The same tests on the oldest versions of what the packages take.
        plugins: [oldestPeers()],
        resolve: { conditions: browser },
        ssr: { resolve: { conditions: browser } },
        test: {
          name: 'oldest',
          environment: 'jsdom',
          include: ['packages/react/src/**/*.test.tsx', 'tests/oldest-peers/*.test.tsx'],
          exclude,
          env,
          testTimeout,
        },
      },
      {
        plugins: [oldestPeers()],
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'oldest-node',
          environment: 'node',
          include: ['packages/{react,msw}/src/**/*.test.ts'],
          exclude,
          env,
          testTimeout,
        },
      },
      {
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'evolution',
          environment: 'node',
          // Everything else in tests/spec-evolution runs inside the copy that this makes.
          include: ['tests/spec-evolution/evolution.test.ts', specDiffSamples],
          exclude,
          env,
        },
      },
      {
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'drills',
          environment: 'node',
          include: ['tests/drills/**/*.test.ts'],
          exclude,
          env,
          // Real processes, one file at a time, so that they do not starve each other.
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'portable',
          environment: 'node',
          include: ['tests/portable/**/*.test.mjs'],
          exclude,
          env,
          testTimeout: 120_000,
          // Runtimes are installed, and Next builds an app.
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          // No condition of ours: everything is as users have it.
          name: 'consumers',
          environment: 'node',
          include: ['tests/consumers/**/*.test.mjs'],
          exclude,
          env,
          // Installs bundlers and compilers, and packs the packages, once.
          globalSetup: 'tests/consumers/prepare.mjs',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          exclude,
          env,
          // Each file runs an API, a dashboard and a Chromium of its own.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'rendering',
          environment: 'node',
          include: ['tests/rendering/*.test.ts', 'tests/mocks/browser.test.ts'],
          exclude,
          env,
          // Packs the packages and builds an app of Next on them, once.
          globalSetup: 'tests/rendering/build-app.ts',
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
