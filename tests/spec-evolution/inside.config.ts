import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = '@thrivestack-revenue/source';
const node = [source, 'module', 'node', 'development|production'];
const browser = [source, 'module', 'browser', 'development|production'];
const exclude = [
  '**/node_modules/**',
  '**/dist/**',
  // Compares edits of the committed contract, dozens of times: minutes, and nothing that the copy adds to.
  'packages/codegen/src/diff/**',
  // Slow, and about the process or a contract of their own.
  'packages/codegen/src/large.test.ts',
  'packages/server/src/{bin,main,serve}.test.ts',
];

/** What runs inside the copy: the tests of every package, those that span packages, and what drives new resources. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    projects: [
      {
        resolve: { conditions: node },
        ssr: { resolve: { conditions: node } },
        test: {
          name: 'node',
          setupFiles: ['tests/fast-check.ts'],
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'tests/*.test.ts', 'tests/spec-evolution/{added,changed}/*.test.ts'],
          exclude,
          testTimeout: 30_000,
        },
      },
      {
        resolve: { conditions: browser },
        ssr: { resolve: { conditions: browser } },
        test: {
          name: 'dom',
          setupFiles: ['tests/fast-check.ts'],
          environment: 'jsdom',
          include: [
            'packages/*/src/**/*.test.tsx',
            'tests/*.test.tsx',
            'tests/spec-evolution/{added,changed}/*.test.tsx',
          ],
          exclude,
          testTimeout: 30_000,
        },
      },
    ],
  },
});
