import { library } from '../../tsup.shared.ts';

/** The private validation package is bundled; no public type of the engine names it. */
export default library({ index: 'src/index.ts' }, { noExternal: ['@thrivestack-revenue/validation'] });
