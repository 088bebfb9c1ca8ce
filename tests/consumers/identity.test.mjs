import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { binary, runtimes } from '../runtimes/installed.mjs';
import { packaged } from './installed.mjs';
import { jsonOf } from './node.mjs';

/*
 * One thing is one thing, by whichever entry it comes: `require('.').NotFoundError === require('./functions').NotFoundError`.
 * A build that doubles code passes every other test, and breaks `instanceof` and React's contexts in apps.
 */

const VERSIONS = ['20', '22', '24', '26'];
const WAYS = ['import.mjs', 'require.cjs'];
const runs = VERSIONS.flatMap((version) => WAYS.map((way) => [version, way]));

beforeAll(() => runtimes.install());

/** Names of classes in the declarations of an entry of core, as users see them. */
function declaredErrors() {
  const text = readFileSync(join(packaged('core'), 'dist', 'index.d.ts'), 'utf8');
  return [...new Set(text.match(/\b[A-Z]\w*Error\b/g))].filter((name) => text.includes(`is${name}`)).sort();
}

describe.each(runs)('Node %s, %s', (version, way) => {
  const look = (name) => jsonOf([join('identity', way), name], { binary: binary(`node-${version}`) });

  it('core: every class is the same in every entry, and guards know errors of the other kind of module', async () => {
    const { classes, shared, different, apart, guards } = await look('core');
    expect(classes.toSorted()).toEqual(declaredErrors());
    expect(classes.length).toBeGreaterThan(10);
    expect(shared).toEqual(expect.arrayContaining(classes));
    // The main entry's client has the resources; the other is the transport alone.
    expect(different).toEqual(['createClient @thrivestack-revenue/core @thrivestack-revenue/core/functions']);
    expect(apart).toEqual([]);
    expect(guards).toEqual({ asked: classes.length ** 2, wrong: [] });
  });

  it('react: every function is the same in every entry, and so is the context', async () => {
    const { shared, different, apart } = await look('react');
    expect(shared.length).toBeGreaterThan(30);
    expect(different).toEqual([]);
    expect(apart).toEqual([]);
  });
});
