import { library } from '../../tsup.shared.ts';

/** Node only, and started as a program: no CommonJS. The SQLite driver stays a dependency. */
export default library(
  { index: 'src/index.ts', main: 'src/main.ts' },
  { format: ['esm'], platform: 'node', target: 'node22' },
);
