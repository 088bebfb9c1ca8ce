import { expect, it } from 'vitest';
import { jsonOf } from './node.mjs';

/*
 * What an import of core costs is files: Node takes longer to find one than to run it. A build that cuts shared code
 * into chunks passes every other test, and doubles the time.
 */

const CLIENT = ['functions', 'transport-node'];
const ENTRIES = {
  '': ['index', ...CLIENT],
  '/functions': CLIENT,
  '/observe': ['observe'],
  '/proxy': ['proxy', ...CLIENT],
  '/testing': ['testing'],
  '/validators': ['validators', ...CLIENT],
};

it.each(Object.entries(ENTRIES))('core%s is read in as few files as can be', async (entry, files) => {
  for (const [way, extension] of [
    ['import', 'js'],
    ['require', 'cjs'],
  ]) {
    const read = await jsonOf(['read.mjs', way, `@thrivestack-revenue/core${entry}`]);
    expect(read.toSorted()).toEqual(files.map((name) => `${name}.${extension}`).toSorted());
  }
});
