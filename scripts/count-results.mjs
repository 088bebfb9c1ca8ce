/** Prints "PASSED FAILED" of the last `npm test`, or nothing when it wrote no counts. */
import { readCounts, total } from './lib/results.mjs';

const counts = readCounts();
if (counts) {
  const { passed, failed } = total(counts);
  process.stdout.write(`${passed} ${failed}\n`);
}
