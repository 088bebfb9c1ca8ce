// The engine in a program of one's own; compiled, never run.
import {
  type App,
  createApp,
  createEngine,
  type EngineResponse,
  generateKey,
  type hashKey,
  type MemoryKey,
  memoryStore,
} from '@thrivestack-revenue/engine';
import { same } from './same.js';

const keys: MemoryKey[] = [{ key: generateKey('test'), tenant: 'one', environment: 'test', scopes: ['revenue'] }];
const store = memoryStore({ keys });

export const app: App = createApp({ store, limits: 'off', clock: () => 0 });
export const answer: Promise<Response> = app(new Request('http://localhost/revenue/key'), { address: '127.0.0.1' });

export async function handle(): Promise<number> {
  const response = await createEngine({ store }).handle({
    method: 'GET',
    target: '/revenue/key',
    headers: {},
    body: new Uint8Array(),
  });
  same<typeof response, EngineResponse>(true);
  same<Awaited<ReturnType<typeof hashKey>>, string>(true);
  return response.status;
}

// @ts-expect-error there is no engine without a store
createApp({});
// @ts-expect-error limits are an object or off
createApp({ store, limits: 'on' });
// @ts-expect-error an environment is test or live
generateKey('staging');
// @ts-expect-error a body is bytes
createEngine({ store }).handle({ method: 'POST', target: '/', headers: {}, body: '{}' });
