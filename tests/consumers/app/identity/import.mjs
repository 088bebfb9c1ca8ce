// Imports every entry of a package, and prints what they have in common.
import { createRequire } from 'node:module';
import { argv } from 'node:process';
import { confused, entriesOf, sharedBy } from './compare.cjs';
import { together } from './together.cjs';

const require = createRequire(import.meta.url);
const [, , name] = argv;
const modules = {};
for (const entry of entriesOf(name)) modules[entry] = await import(entry);
const main = `@thrivestack-revenue/${name}`;
console.log(
  JSON.stringify({
    ...sharedBy(modules),
    apart: together[name](modules),
    guards: confused(modules[main], require(main)),
  }),
);
