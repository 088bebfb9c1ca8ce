// An ES module that a runtime loads by itself: Node, Bun, Deno.
import { createRequire } from 'node:module';
import { argv } from 'node:process';
import { play } from './cases.mjs';

const load = async () => {
  const before = new Set(Reflect.ownKeys(globalThis));
  const core = await import('@thrivestack-revenue/core');
  const functions = await import('@thrivestack-revenue/core/functions');
  const observe = await import('@thrivestack-revenue/core/observe');
  const proxy = await import('@thrivestack-revenue/core/proxy');
  const testing = await import('@thrivestack-revenue/core/testing');
  const validators = await import('@thrivestack-revenue/core/validators');
  const added = Reflect.ownKeys(globalThis).filter((name) => !before.has(name));
  const copy = createRequire(import.meta.url)('@thrivestack-revenue/core');
  return { core, functions, observe, proxy, testing, validators, copy, added: added.map(String) };
};

const { taken } = await import('./node_modules/@thrivestack-revenue/core/taken.mjs');
console.log(`transport ${taken}`);
await play(argv[2], load);
