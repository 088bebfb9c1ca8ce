import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Drill } from './drill.ts';
import { loadNow, report } from './report.ts';
import { SEED } from './seeded.ts';

const RESULTS = path.join(import.meta.dirname, '..', '..', '..', 'benchmarks', 'results');

/** Runs the drill that the first argument names: `--count N`, `--seed N`. Only the long form writes its result. */
export async function command(drills: readonly Drill[]): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: 'string' }, seed: { type: 'string', default: String(SEED) } },
  });
  const drill = drills.find(({ name }) => name === positionals[0]);
  if (!drill) throw new Error(`Name one of these: ${drills.map(({ name }) => name).join(', ')}.`);
  const count = Number(values.count ?? drill.usual);
  const seed = Number(values.seed);
  if (!(Number.isInteger(count) && count > 0 && Number.isInteger(seed))) {
    throw new Error('--count and --seed are whole numbers.');
  }
  const load = loadNow();
  const started = performance.now();
  const onProgress = (done: number): void => {
    if (done % Math.ceil(count / 20) === 0) process.stderr.write(`${drill.name}: ${done} of ${count} ${drill.unit}\n`);
  };
  const result = await drill.run({ seed, count, onProgress });
  const text = report(drill, result, { seed, count, load, seconds: (performance.now() - started) / 1000 });
  process.stdout.write(text);
  for (const complaint of result.complaints) process.stderr.write(`✗ ${complaint}\n`);
  if (result.complaints.length > 0) process.exitCode = 1;
  else if (count >= drill.usual) {
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(path.join(RESULTS, `drill-${drill.name}.md`), text);
  }
}
