import { library } from '../../tsup.shared.ts';

/** The private validation package is bundled, its types too: what is published names no package of ours. */
export default library(
  { index: 'src/index.ts' },
  {
    noExternal: ['@thrivestack-revenue/validation'],
    dts: { resolve: ['@thrivestack-revenue/validation'] },
  },
);
