/** Prints each test that failed in the last `npm test`, with what it said in short. */
import { allFailures } from './lib/results.mjs';

for (const failure of allFailures()) process.stdout.write(`${failure}\n`);
