import { expect, it } from 'vitest';
import { fsync } from './fsync/drill.ts';
import { SEED } from './kit/command.ts';

it('no 2xx leaves before the fsync of its write has ended', async () => {
  console.log(`seed ${SEED}`);
  expect((await fsync.run({ seed: SEED, count: 150 })).complaints).toEqual([]);
});
