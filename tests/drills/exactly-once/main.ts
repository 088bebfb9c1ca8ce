/**
 * Plays random sequences of writes through a cutting proxy, and fails if one was done twice or not at all.
 *
 *   pnpm drill:exactly-once                     10,000 with idempotency keys, 10,000 without; writes the results
 *   pnpm drill:exactly-once --sequences 500     fewer; writes nothing
 *   pnpm drill:exactly-once --seed 42           other sequences
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { complaints, drill } from './drill.ts';
import { report } from './report.ts';

const USUAL = 10_000;
const RESULTS = path.join(import.meta.dirname, '..', '..', '..', 'benchmarks', 'results', 'exactly-once.md');

const { values } = parseArgs({
  options: { sequences: { type: 'string', default: String(USUAL) }, seed: { type: 'string', default: '20240115' } },
});
const sequences = Number(values.sequences);
const seed = Number(values.seed);
if (!(Number.isInteger(sequences) && sequences > 0 && Number.isInteger(seed))) {
  throw new Error('--sequences and --seed are whole numbers.');
}

const results = [];
for (const keySupport of [true, false]) {
  const onProgress = (done: number): void => {
    if (done % 1000 === 0) process.stderr.write(`${keySupport ? 'with' : 'without'} keys: ${done} of ${sequences}\n`);
  };
  results.push(await drill({ seed, sequences, keySupport, onProgress }));
}
const text = report(results, new Date().toISOString().slice(0, 10));
process.stdout.write(text);
const wrong = results.flatMap((result) => complaints(result));
for (const complaint of wrong) process.stderr.write(`✗ ${complaint}\n`);
if (sequences === USUAL && wrong.length === 0) writeFileSync(RESULTS, text);
process.exitCode = wrong.length === 0 ? 0 : 1;
