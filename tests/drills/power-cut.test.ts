import { expect, it } from 'vitest';
import { SEED } from './kit/command.ts';
import { powerCut } from './power-cut/drill.ts';

it('a power cut loses no acknowledged write', async () => {
  console.log(`seed ${SEED}`);
  expect((await powerCut.run({ seed: SEED, count: 6 })).complaints).toEqual([]);
});
