import { expect, it } from 'vitest';
import { SEED } from './kit/command.ts';
import { proxy } from './proxy/drill.ts';

it('connections that are cut, delayed, truncated or dribbled lose and double nothing', async () => {
  console.log(`seed ${SEED}`);
  expect((await proxy.run({ seed: SEED, count: 400 })).complaints).toEqual([]);
});
