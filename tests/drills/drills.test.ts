import { expect, it } from 'vitest';
import { drills } from './drills.ts';
import { SEED } from './kit/seeded.ts';

/*
 * A small share of each drill. One alone: `vitest run --project drills tests/drills/drills.test.ts -t crash`.
 */

it.each(drills.map(([drill, count]) => ({ name: drill.name, drill, count })))('$name', async ({ drill, count }) => {
  console.log(`seed ${SEED}`);
  expect((await drill.run({ seed: SEED, count })).complaints).toEqual([]);
});
