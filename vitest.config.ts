import { defineConfig } from 'vitest/config';

const source = '@thrivestack-revenue/source';
const node = [source, 'module', 'node', 'development|production'];
const browser = [source, 'module', 'browser', 'development|production'];

const env = { DO_NOT_TRACK: '1', NEXT_TELEMETRY_DISABLED: '1' };
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
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/**/*.test.ts', 'scripts/**/*.test.mjs', 'tests/*.test.ts'],
          exclude,
          env,
        },
      },
      {
        resolve: { conditions: browser },
        ssr: { resolve: { conditions: browser } },
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['packages/*/src/**/*.test.tsx', 'apps/*/**/*.test.tsx'],
          exclude,
          env,
        },
      },
    ],
  },
});
