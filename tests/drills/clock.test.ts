import { expect, it } from 'vitest';
import { clock } from './clock/drill.ts';
import { SEED } from './kit/command.ts';

it('a clock that jumps breaks no promise', async () => {
  console.log(`seed ${SEED}`);
  expect((await clock.run({ seed: SEED, count: 4 })).complaints).toEqual([]);
});
