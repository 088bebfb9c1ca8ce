import { library } from '../../tsup.shared.ts';

/** Node only, and started as a program: no CommonJS. The SQLite driver stays a dependency. */
export default library(
  {
    index: 'src/index.ts',
    main: 'src/main.ts',
    // Threads are started by the name of their file.
    'write-thread': 'src/store/write-thread.ts',
    'settle-thread': 'src/store/settle-thread.ts',
    'checkpoint-thread': 'src/store/checkpoint-thread.ts',
    'read-thread': 'src/store/read-thread.ts',
  },
  { format: ['esm'], platform: 'node', target: 'node22' },
);
