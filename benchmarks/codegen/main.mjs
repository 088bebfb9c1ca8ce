/**
 * Measures our generator beside others, on this repository's contract and on large ones, as whole processes.
 *
 *   pnpm bench:codegen            three runs of each; writes benchmarks/results/codegen.md and codegen.json
 *   pnpm bench:codegen --runs 1   a quick look; writes nothing
 *
 * The others are installed at exact versions into .cache/bench-codegen/, never into the workspace.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { largeSpec } from './large-spec.ts';
import { cache, inspect, install, measure, ours } from './measure.mjs';
import { peers } from './peers.mjs';
import { report } from './report.mjs';

const USUAL_RUNS = 3;
const SIZES = [250, 500, 1000];
const runs = Number(parseArgs({ options: { runs: { type: 'string', default: String(USUAL_RUNS) } } }).values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number from 1.');

const load = () => Number((loadavg()[0] ?? 0).toFixed(1));
const say = (line) => process.stderr.write(`${line}\n`);

function makeSpecs() {
  mkdirSync(cache, { recursive: true });
  const made = SIZES.map((size) => {
    const file = join(cache, `${size}-operations.yaml`);
    writeFileSync(file, largeSpec(size));
    return { name: `${size.toLocaleString('en')} operations`, file };
  });
  return [{ name: 'spec/openapi.yaml', file: inRoot('spec', 'openapi.yaml') }, ...made].map((spec) => {
    const ids = [...readFileSync(spec.file, 'utf8').matchAll(/^ +operationId: (\w+)$/gm)].map((match) => match[1]);
    return { ...spec, ids };
  });
}

/** Everybody on our contract and on the largest; ours on the sizes between, too. */
function plan(specs) {
  const compared = [specs[0], specs.at(-1)];
  return specs.flatMap((spec) =>
    [ours, ...(compared.includes(spec) ? peers : [])].map((generator) => ({ generator, spec, runs: [] })),
  );
}

async function installAll() {
  const failures = new Map();
  for (const peer of new Map(peers.map((peer) => [peer.folder, peer])).values()) {
    say(`installing ${peer.folder}`);
    await install(peer).catch((error) => failures.set(peer.folder, error.message));
  }
  return failures;
}

const loadBefore = load();
const specs = makeSpecs();
const cells = plan(specs);
const failures = await installAll();
for (const cell of cells) cell.failure = failures.get(cell.generator.folder);
// Round by round, so that whatever else the machine does meets everybody.
for (let round = 1; round <= runs; round++) {
  for (const cell of cells.filter(({ failure }) => failure === undefined)) {
    const { out, failure, ...run } = await measure(cell.generator, cell.spec.file);
    say(`${round}/${runs} ${cell.generator.name}, ${cell.spec.name}: ${failure ?? `${run.seconds.toFixed(1)} s`}`);
    if (failure !== undefined) cell.failure = failure;
    else cell.runs.push(run);
    if (failure === undefined && round === runs) cell.output = inspect(out, cell.spec.ids);
  }
}

const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    loadBefore,
    loadAfter: load(),
  },
  runs,
  cells: cells.map(({ generator, spec, ...measured }) => ({
    generator: generator.name,
    version: Object.values(generator.packages ?? {})[0] ?? 'this commit',
    writes: generator.writes,
    setUp: generator.setUp,
    contract: spec.name,
    operations: spec.ids.length,
    ...measured,
  })),
};
const text = report(result);
process.stdout.write(text);
if (runs === USUAL_RUNS) {
  mkdirSync(inRoot('benchmarks', 'results'), { recursive: true });
  writeFileSync(inRoot('benchmarks', 'results', 'codegen.md'), text);
  writeFileSync(inRoot('benchmarks', 'results', 'codegen.json'), `${JSON.stringify(result, null, 2)}\n`);
}
