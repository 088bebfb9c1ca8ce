import { library } from '../../tsup.shared.ts';

export default library(
  {
    index: 'src/generated/index.gen.ts',
    functions: 'src/generated/functions-entry.gen.ts',
    proxy: 'src/proxy.ts',
    testing: 'src/testing.ts',
    validators: 'src/generated/validators.gen.ts',
  },
  // The one private package: its code goes into ./validators, so that core keeps no dependency.
  { noExternal: ['@thrivestack-revenue/validation'] },
);
