import { expect, it } from 'vitest';
import { histories } from './histories/drill.ts';
import { SEED } from './kit/command.ts';

it('every answer of random concurrent histories fits one order', async () => {
  console.log(`seed ${SEED}`);
  expect((await histories.run({ seed: SEED, count: 12 })).complaints).toEqual([]);
});
