import { library } from '../../tsup.shared.ts';
import { finishDirectives } from './use-client.ts';

export default library(
  {
    index: 'src/generated/index.gen.ts',
    optimistic: 'src/generated/optimistic.gen.ts',
    server: 'src/generated/server.gen.ts',
    testing: 'src/testing.tsx',
  },
  { onSuccess: async () => finishDirectives(new URL('./dist/', import.meta.url), ['index', 'testing']) },
);
