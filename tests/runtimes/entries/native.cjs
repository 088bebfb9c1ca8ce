// CommonJS that Node loads by itself.
const load = async () => {
  const before = new Set(Reflect.ownKeys(globalThis));
  const core = require('@thrivestack-revenue/core');
  const functions = require('@thrivestack-revenue/core/functions');
  const observe = require('@thrivestack-revenue/core/observe');
  const proxy = require('@thrivestack-revenue/core/proxy');
  const testing = require('@thrivestack-revenue/core/testing');
  const validators = require('@thrivestack-revenue/core/validators');
  const added = Reflect.ownKeys(globalThis).filter((name) => !before.has(name));
  const copy = await import('@thrivestack-revenue/core');
  return { core, functions, observe, proxy, testing, validators, copy, added: added.map(String) };
};

console.log(`transport ${require('./node_modules/@thrivestack-revenue/core/taken.cjs').taken}`);
import('./cases.mjs').then(({ play }) => play(process.argv[2], load));
