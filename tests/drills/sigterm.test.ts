import { expect, it } from 'vitest';
import { SEED } from './kit/command.ts';
import { sigterm } from './sigterm/drill.ts';

it('a SIGTERM under load fails no request in flight and ends the process within 5 s', async () => {
  console.log(`seed ${SEED}`);
  expect((await sigterm.run({ seed: SEED, count: 3 })).complaints).toEqual([]);
});
