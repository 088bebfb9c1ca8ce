import { createApp, memoryStore } from '@thrivestack-revenue/engine';
import { openApp } from '../../run-cases.mjs';

/** One API for each world, so that cases do not see each other's rows. */
const worlds = new Map();

async function answer(request) {
  const name = request.headers.get('x-world') ?? '';
  if (!worlds.has(name)) worlds.set(name, openApp({ createApp, memoryStore }));
  return worlds.get(name)(request);
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
