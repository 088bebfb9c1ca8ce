/**
 * Fails when hand-written code names an endpoint or a field of the contract: such code would have to be
 * edited for the next resource, and the point of the generator is that it has not to be.
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { contractNames, findNames } from './lib/contract-names.mjs';
import { say } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { inRoot, root } from './lib/workspace.mjs';

const PACKAGES = ['core', 'react', 'msw', 'engine', 'server', 'validation'];
const NOT_CHECKED =
  /(^|\/)(node_modules|dist|generated|test-support)\/|\.gen\.|\.(test|test-d|bench)\.[a-z]+$|(^|\/)test-[a-z-]+\.[a-z]+$/;

await main(async () => {
  const { parse } = createRequire(inRoot('packages', 'codegen', 'package.json'))('yaml');
  const names = contractNames(parse(readFileSync(inRoot('spec', 'openapi.yaml'), 'utf8')));
  const files = globSync(`packages/{${PACKAGES}}/{src,bin}/**/*.{ts,tsx,mts,cts,js,mjs,cjs,sql}`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !NOT_CHECKED.test(path))
    .sort();
  if (files.length === 0) throw new Stop('No source file was found to check.');
  const found = files.flatMap((path) =>
    findNames(readFileSync(inRoot(path), 'utf8'), names).map(({ line, text }) => `  ${path}:${line}: ${text}`),
  );
  if (found.length === 0) {
    say(`✓ No name of the contract in ${files.length} hand-written files.`);
    return;
  }
  throw new Stop(
    `Names of the contract in hand-written code:\n${found.join('\n')}\nTake them from generated data instead (or from a parameter).`,
  );
});
