// What a bundler makes one file of: for workers and pages.
export const load = async () => {
  const before = new Set(Reflect.ownKeys(globalThis));
  const core = await import('@thrivestack-revenue/core');
  const functions = await import('@thrivestack-revenue/core/functions');
  const observe = await import('@thrivestack-revenue/core/observe');
  const proxy = await import('@thrivestack-revenue/core/proxy');
  const testing = await import('@thrivestack-revenue/core/testing');
  const validators = await import('@thrivestack-revenue/core/validators');
  const added = Reflect.ownKeys(globalThis).filter((name) => !before.has(name));
  const copy = require('@thrivestack-revenue/core');
  return { core, functions, observe, proxy, testing, validators, copy, added: added.map(String) };
};
