import { expect, it } from 'vitest';
import { disk } from './disk/drill.ts';
import { SEED } from './kit/command.ts';

it('a full disk and failing fsyncs lose nothing that was acknowledged', async () => {
  console.log(`seed ${SEED}`);
  expect((await disk.run({ seed: SEED, count: 2 })).complaints).toEqual([]);
});
