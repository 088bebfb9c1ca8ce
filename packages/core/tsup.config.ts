import { library } from '../../tsup.shared.ts';

export default library(
  {
    index: 'src/generated/index.gen.ts',
    functions: 'src/generated/functions-entry.gen.ts',
    observe: 'src/observe.ts',
    proxy: 'src/proxy.ts',
    testing: 'src/testing.ts',
    validators: 'src/generated/validators.gen.ts',
    // The sides of `#transport`: the `imports` of package.json choose one when the package is used.
    'transport-browser': 'src/transport-browser.ts',
    'transport-fetch': 'src/transport-fetch.ts',
    'transport-node': 'src/transport-node.ts',
  },
  {
    external: ['#transport'],
    // The one private package: its code goes into ./validators, so that core keeps no dependency.
    noExternal: ['@thrivestack-revenue/validation'],
  },
);
