import { expect, it } from 'vitest';
import { duplicates } from './duplicates/drill.ts';
import { SEED } from './kit/command.ts';

it('of a thousand identical requests and of each conflicting pair exactly one is done', async () => {
  console.log(`seed ${SEED}`);
  expect((await duplicates.run({ seed: SEED, count: 1 })).complaints).toEqual([]);
});
