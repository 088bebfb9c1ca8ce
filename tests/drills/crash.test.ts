import { expect, it } from 'vitest';
import { crash } from './crash/drill.ts';
import { SEED } from './kit/command.ts';

it('kill -9 loses no acknowledged write and doubles none', async () => {
  console.log(`seed ${SEED}`);
  expect((await crash.run({ seed: SEED, count: 8 })).complaints).toEqual([]);
});
