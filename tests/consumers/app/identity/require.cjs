// Requires every entry of a package, and prints what they have in common.
const { confused, entriesOf, sharedBy } = require('./compare.cjs');
const { together } = require('./together.cjs');

const [, , name] = process.argv;
const modules = Object.fromEntries(entriesOf(name).map((entry) => [entry, require(entry)]));
const main = `@thrivestack-revenue/${name}`;
import(main).then((other) => {
  console.log(
    JSON.stringify({ ...sharedBy(modules), apart: together[name](modules), guards: confused(modules[main], other) }),
  );
});
