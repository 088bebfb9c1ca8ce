import { library } from '../../tsup.shared.ts';
import { finishDirectives } from './use-client.ts';

export default library(
  { index: 'src/generated/index.gen.ts', server: 'src/generated/server.gen.ts' },
  { onSuccess: async () => finishDirectives(new URL('./dist/', import.meta.url), ['index']) },
);
